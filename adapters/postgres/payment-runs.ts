/** Payment runs over PostgreSQL: the parts of the port `PaymentRuns`, each in a file of its own. */
import type { Parameters } from '../../domain/parameters.ts'
import type { PaymentRuns } from '../../domain/payment-run.ts'
import { createMatching } from './bank-matching.ts'
import type { RecordsContext } from './context.ts'
import { createApproval } from './payment-run-approve.ts'
import { createChecking } from './payment-run-check.ts'
import { createClosing } from './payment-run-close.ts'
import { createRunFiles } from './payment-run-files.ts'
import { createDue } from './payment-run-due.ts'
import { createFreezing } from './payment-run-freeze.ts'
import { createControl } from './payment-run-holds.ts'
import { createOpening } from './payment-run-open.ts'
import { createRepairing } from './payment-run-repair.ts'

/** @param parametersOn legal parameters in force on a day */
export function createPaymentRuns(
  context: RecordsContext,
  parametersOn: (day: string) => Promise<Parameters>,
): PaymentRuns {
  return {
    ...createOpening(context),
    ...createDue(context),
    ...createFreezing({ ...context, parametersOn }),
    ...createChecking({ ...context, parametersOn }),
    ...createApproval(context),
    ...createRunFiles(context),
    ...createMatching(context),
    ...createControl(context),
    ...createRepairing(context),
    ...createClosing(context),
  }
}
