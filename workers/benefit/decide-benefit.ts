/**
 * Job `decide-benefit` — assigned or refused by the tables, and by the person where one had to look; with every reason,
 * the amounts month by month and what they rest on (domain/decide-benefit.ts). Next: assigned, or told why not.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { addDays } from '../../domain/days.ts'
import { decideBenefit, type FormFault } from '../../domain/decide-benefit.ts'
import { ledgerEntry } from '../ledger-entry.ts'
import { evidenceOfClaim } from '../../domain/benefit-evidence.ts'

const problems: Readonly<Record<FormFault['fault'], string>> = {
  'no-right':
    'Cədvəl hüquq tapmadı və ya maneə var: yalnız imtina mümkündür / The table found no right, or something stands in the way: it can only be refused',
  'reason-missing': 'İmtinanın səbəbini seçin / Choose the reason of the refusal',
}

export function decideBenefitOfCase(): Worker<'decide-benefit'> {
  return async ({ caseId, benefitFacts: facts, benefitFindings: findings, ...input }, job) =>
    job.record(async (records) => {
      const { claim, beneficiary, open, rates, answers } = await evidenceOfClaim(records, caseId)
      const parameters = await records.parametersOn(facts.applicationDate)
      const { benefitDecision, refusalReason, keptBenefit, benefitHandling } = input
      const established = answers.disability?.disabilities.find(({ fin }) => fin === beneficiary.fin)
      const decided = decideBenefit(
        {
          facts,
          findings,
          said: { benefitDecision, refusalReason, keptBenefit },
          birthDate: beneficiary.birthDate,
          disabledUntil:
            claim.benefit === 'disability' || claim.benefit === 'disabled-child'
              ? (established?.validTo ?? claim.disabledUntil)
              : undefined,
          rates,
          open,
        },
        parameters,
      )
      const note = (action: string, after: Readonly<Record<string, unknown>>) => {
        records.ledger.append(ledgerEntry('decide-benefit', job, { caseId, action, after }))
      }
      if ('fault' in decided) {
        note('benefit.form-returned', { benefitDecision, fault: decided.fault })
        return {
          kind: 'refused',
          code: 'BENEFIT_FORM_INVALID',
          message: `The decision does not fit the findings: ${decided.fault}`,
          variables: { formProblem: problems[decided.fault] },
        }
      }
      const noticeDay = addDays(dateInBaku(job.now), parameters.value('benefit-refusal-notice-days'))
      await records.benefits.decide(caseId, {
        ...decided,
        facts,
        findings,
        handling: benefitHandling,
        rates: rates.filter(
          ({ variant }) => decided.variant !== '' && variantBelongs(variant, decided.variant),
        ),
        parameters: parameters.used(),
      })
      await records.cases.setState(caseId, decided.outcome === 'assign' ? 'assigned' : 'refused')
      note('benefit.decided', {
        outcome: decided.outcome,
        benefit: claim.benefit,
        variant: decided.variant,
        reasons: decided.reasons,
        handling: benefitHandling,
        decidedBy: benefitDecision === null ? 'rules' : 'person',
        steps: decided.steps,
        parameters: parameters.used(),
      })
      return completed({
        outcome: decided.outcome,
        refusalNoticeDueAt: endOfOfficeDay(noticeDay).toISOString(),
      })
    })
}

/** The ages of a foster child are variants of one another. */
const variantBelongs = (variant: string, decided: string): boolean =>
  variant === decided ||
  (/\d+-\d+$/.test(decided) &&
    /^(?:non-)?disabled-/.test(decided) &&
    variant.startsWith(decided.replace(/\d+-\d+$/, '')))
