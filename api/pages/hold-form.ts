/** The form that sets a hold, as it comes from a browser: every field is a text, and one left open is empty. */
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import { HoldRequest } from '../../domain/payment-hold.ts'
import { Csrf } from './show-case.ts'

const Field = Type.String({ maxLength: 300, default: '' })

export const HoldForm = Type.Object({
  _csrf: Csrf,
  /** Made with the page: the form sent twice is one hold. */
  key: Type.String({ pattern: '^[\\da-f-]{36}$' }),
  /** Number of the run on whose page it stands; empty on the list. */
  back: Type.Optional(Field),
  scope: Type.Optional(Field),
  caseNumber: Type.Optional(Field),
  kind: Type.Optional(Field),
  fromPeriod: Type.Optional(Field),
  toPeriod: Type.Optional(Field),
  reason: Type.Optional(Field),
  note: Type.Optional(Field),
})
export type HoldForm = Static<typeof HoldForm>

/** @returns what the form asks for, `undefined` when it is no hold; what goes with another scope is left out */
export function readHoldForm(form: HoldForm): HoldRequest | undefined {
  const { scope, reason, fromPeriod } = form
  const filled = (name: keyof HoldForm) => {
    const text = (form[name] ?? '').trim()
    return text === '' ? {} : { [name]: name === 'caseNumber' ? text.toUpperCase() : text }
  }
  const wanted: unknown = {
    scope,
    ...(scope === 'entitlement' ? filled('caseNumber') : {}),
    ...(scope === 'kind' ? filled('kind') : {}),
    fromPeriod,
    ...filled('toPeriod'),
    reason,
    ...filled('note'),
  }
  return Value.Check(HoldRequest, wanted) ? wanted : undefined
}
