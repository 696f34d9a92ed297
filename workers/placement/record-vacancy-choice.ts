/**
 * Job `record-vacancy-choice` — the adviser's choice: a referral to the vacancy named, or that none suits. A vacancy that
 * does not suit by the rules, is closed, full or was tried before comes back to the adviser. Next: the employer is asked.
 */
import { completed, type Worker } from '../../bpmn/contract.ts'
import { addWorkingDays, endOfOfficeDay } from '../../domain/calendar.ts'
import { dateInBaku } from '../../domain/clock.ts'
import { codeOf } from '../../domain/errors.ts'
import { matchOf, type Match } from '../../domain/job-matching.ts'
import type { Records } from '../../domain/records.ts'
import { isOpenOn, type Vacancy } from '../../domain/vacancy.ts'
import { ledgerEntry } from '../ledger-entry.ts'

const noSuchVacancy = 'Belə vakansiya yoxdur və ya bağlanıb / There is no such vacancy, or it is closed'
const sentences: Readonly<Record<string, string>> = {
  'no-number': 'Vakansiyanın nömrəsini yazın / Write the number of the vacancy',
  'no-vacancy': noSuchVacancy,
  VACANCY_CLOSED: noSuchVacancy,
  'not-suitable':
    'Vakansiya bu şəxsə uyğun deyil: səbəbi işin səhifəsindədir / It does not suit the person: the case page says why',
  VACANCY_FULL: 'Bütün yerlər tutulub və ya cavab gözləyir / Every place is taken or waits for an answer',
  ALREADY_REFERRED: 'Şəxs artıq bu vakansiyaya göndərilib / The person was referred there before',
}

export function recordVacancyChoice(): Worker<'record-vacancy-choice'> {
  return async ({ caseId, vacancyChoice, vacancyNumber }, job) =>
    job.record(async (records) => {
      const note = (action: string, after: Readonly<Record<string, unknown>>) => {
        records.ledger.append(ledgerEntry('record-vacancy-choice', job, { caseId, action, after }))
      }
      if (vacancyChoice === 'none-suitable') {
        note('vacancy.none-suitable', {})
        return completed({ referred: false, referralId: null })
      }
      const today = dateInBaku(job.now)
      const refuse = (problem: string) => {
        note('vacancy.choice-returned', { vacancyNumber, problem })
        return {
          kind: 'refused',
          code: 'VACANCY_NOT_TO_REFER',
          message: problem,
          variables: { formProblem: sentences[problem] ?? problem },
        } as const
      }
      const found = await findSuitable(records, { caseId, vacancyNumber: vacancyNumber ?? '', today })
      if ('problem' in found) return refuse(found.problem)
      const parameters = await records.parametersOn(today)
      const answerDay = addWorkingDays(
        today,
        parameters.value('employer-answer-working-days'),
        await records.calendarMoves(),
      )
      try {
        const referral = await records.jobReferrals.add({
          caseId,
          vacancyId: found.vacancy.id,
          match: found.match,
          answerDueAt: endOfOfficeDay(answerDay).toISOString(),
          year: today.slice(0, 4),
        })
        note('job-seeker.referred', {
          vacancyNumber,
          referralNumber: referral.number,
          points: found.match.points,
          answerDueAt: referral.answerDueAt,
        })
        return completed({ referred: true, referralId: referral.id })
      } catch (error) {
        const code = codeOf(error)
        if (code === undefined) throw error
        return refuse(code)
      }
    })
}

async function findSuitable(
  records: Records,
  { caseId, vacancyNumber, today }: { caseId: string; vacancyNumber: string; today: string },
): Promise<{ readonly vacancy: Vacancy; readonly match: Match } | { readonly problem: string }> {
  if (vacancyNumber === '') return { problem: 'no-number' }
  const vacancy = await records.vacancies.findByNumber(vacancyNumber)
  if (vacancy === undefined || !isOpenOn(vacancy, today)) return { problem: 'no-vacancy' }
  if (vacancy.placesLeft <= 0) return { problem: 'VACANCY_FULL' }
  const { profile } = await records.jobSeekers.get(caseId)
  if (profile === undefined) return { problem: 'not-suitable' }
  const match = matchOf(profile, vacancy, await records.parametersOn(today))
  return match.suitable ? { vacancy, match } : { problem: 'not-suitable' }
}
