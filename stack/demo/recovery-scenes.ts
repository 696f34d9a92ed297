/** Something is asked back from a family that the demo has paid; it objects, and is right. */
import { dateInBaku } from '../../domain/clock.ts'
import { monthOf } from '../../domain/days.ts'
import type { Scene } from './stage.ts'

export const recoveryScenes: readonly Scene[] = [
  {
    kind: 'overpayment-recovery',
    story: 'A payment is asked back; the family objects, and somebody else finds it right',
    play: async (stage) => {
      const [paid] = await stage.newest('targeted-social-assistance', 'paid')
      if (paid === undefined) throw new Error('no family was paid')
      const month = monthOf(dateInBaku(new Date()))
      const { caseId, caseNumber } = await stage.request('/v1/overpayments', {
        aboutCaseNumber: paid.caseNumber,
        cause: 'reconciliation',
        fromPeriod: month,
        toPeriod: month,
        rightfulMonthlyQepik: 0,
        finding: 'Uçotda ödəniş iki dəfə görünür.',
      })
      await stage.finish('dsmf-assignment', caseNumber, 'ReviewOverpayment', { demandDecision: 'demand' })
      await stage.reaches(caseId, 'awaiting-applicant')
      await stage.enter('dost-operator', `/cases/${caseId}/objection`, {
        objection: 'Bir dəfə ödənilib, çıxarış əlavə olunur.',
      })
      await stage.finish('dsmf-appeals', caseNumber, 'DecideObjection', { objectionOutcome: 'upheld' })
      await stage.reaches(caseId, 'closed')
      return `${caseNumber}: nothing is to be returned`
    },
  },
]
