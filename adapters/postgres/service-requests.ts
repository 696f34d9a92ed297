/** Requests for a service, beside their case and its people. */
import { DomainError, OperatorError } from '../../domain/errors.ts'
import type { ServiceRequest, ServiceRequests } from '../../domain/service-request.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'

interface Row {
  readonly case_id: string
  readonly service_code: string | null
  readonly channel: ServiceRequest['channel']
  readonly wish: string | null
  readonly benefit_told: NonNullable<ServiceRequest['benefit']> | null
  readonly staff_group: NonNullable<ServiceRequest['staffGroup']> | null
  readonly opened_case_id: string | null
  readonly outcome: NonNullable<ServiceRequest['outcome']> | null
  readonly answer: string | null
  readonly answered_at: string | null
}

export function createServiceRequests({ sql, now }: RecordsContext): ServiceRequests {
  /** Changes a request that still allows it; a closed one stays as it is. */
  async function change(caseId: string, text: string, values: readonly unknown[]): Promise<void> {
    const changed = await sql.rows(text, [caseId, ...values])
    if (changed.length === 0) {
      throw new DomainError('SERVICE_REQUEST_CLOSED', 'The request has been answered or became another case')
    }
  }
  const open = 'case_id = $1 and outcome is null and opened_case_id is null returning case_id'
  return {
    add: async ({ caseId, serviceCode, channel, wish, benefit }) => {
      await sql.rows(
        `insert into service_request (case_id, service_code, channel, wish, benefit_told)
         values ($1, $2, $3, $4, $5)`,
        [caseId, serviceCode ?? null, channel, wish ?? null, benefit === undefined ? null : json(benefit)],
      )
    },
    get: async (caseId) => {
      const [row] = await sql.rows<Row>('select * from service_request where case_id = $1', [caseId])
      if (row === undefined) {
        throw new OperatorError(
          `Case ${caseId} is no request for a service`,
          'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
        )
      }
      return toRequest(row)
    },
    complete: (caseId, { serviceCode, wish, benefit }) =>
      change(
        caseId,
        `update service_request set service_code = $2, wish = coalesce($3, wish), benefit_told = $4 where ${open}`,
        [serviceCode, wish ?? null, benefit === undefined ? null : json(benefit)],
      ),
    assignTo: (caseId, staffGroup) =>
      change(caseId, `update service_request set staff_group = $2 where ${open}`, [staffGroup]),
    becomes: (caseId, openedCaseId) =>
      change(caseId, `update service_request set opened_case_id = $2 where ${open}`, [openedCaseId]),
    draftAnswer: (caseId, answer) =>
      change(caseId, `update service_request set answer = $2 where ${open}`, [answer]),
    close: (caseId, outcome) =>
      change(caseId, `update service_request set outcome = $2, answered_at = $3 where ${open}`, [
        outcome,
        now(),
      ]),
  }
}

const toRequest = (row: Row): ServiceRequest => ({
  caseId: row.case_id,
  serviceCode: row.service_code ?? undefined,
  channel: row.channel,
  wish: row.wish ?? undefined,
  benefit: row.benefit_told ?? undefined,
  staffGroup: row.staff_group ?? undefined,
  openedCaseId: row.opened_case_id ?? undefined,
  outcome: row.outcome ?? undefined,
  answer: row.answer ?? undefined,
  answeredAt: row.answered_at ?? undefined,
})
