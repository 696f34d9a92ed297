/** From what Tasklist sent to a visit that can be kept: empty fields dropped, shape and rules checked, problems in words. */
import { Value } from 'typebox/value'
import { assetFieldName, AssetVisitForm, assetVisitProblems } from '../../domain/asset-visit.ts'
import { tidyForm } from '../inspection/check-visit-form.ts'

/** @returns the form, or sentences about everything that is wrong with it, Azerbaijani first */
export function checkAssetVisitForm(
  sent: Readonly<Record<string, unknown>>,
  days: Parameters<typeof assetVisitProblems>[1],
): { readonly form: AssetVisitForm } | { readonly problems: readonly string[] } {
  const form = tidyForm(sent)
  if (!Value.Check(AssetVisitForm, form)) {
    const fields = Value.Errors(AssetVisitForm, form).flatMap((error) =>
      error.keyword === 'required'
        ? error.params.requiredProperties
        : [error.instancePath.split('/')[1] ?? ''],
    )
    return {
      problems: [...new Set(fields)].map(
        (field) => `${assetFieldName(field)}: dəyər yanlışdır / not a valid value`,
      ),
    }
  }
  const problems = assetVisitProblems(form, days)
  return problems.length === 0 ? { form } : { problems }
}
