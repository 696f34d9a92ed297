/** Monitored assets beside their case: visits with their findings, early end, return, and the passing of ownership. */
import type {
  AssetMonitoring,
  AssetOutcome,
  AssetReturn,
  AssetTransfer,
  AssetVisit,
  EarlyEnd,
  MonitoredAsset,
} from '../../domain/asset-monitoring.ts'
import { DomainError, OperatorError } from '../../domain/errors.ts'
import type { RecordsContext } from './context.ts'

interface Row {
  readonly case_id: string
  readonly contract_case_id: string
  readonly number: string
  readonly activity: string
  readonly asset_kind: string
  readonly description: string
  readonly serial_number: string
  readonly value_qepik: string
  readonly signed_on: string
  readonly handed_over_on: string
  readonly monitored_until: string
  readonly early_end_cause: EarlyEnd['cause'] | null
  readonly early_end_on: string | null
  readonly visits_ended_at: string | null
  readonly return_due_on: string | null
  readonly receipt_number: string | null
  readonly returned_on: string | null
  readonly return_condition: AssetReturn['condition'] | null
  readonly outcome: AssetOutcome | null
}
interface VisitRow {
  readonly round: number
  readonly kind: AssetVisit['kind']
  readonly reason: AssetVisit['reason']
  readonly planned_for: string
  readonly opens_on: string
  readonly due_on: string
  readonly visited_on: string | null
  readonly visited_by: string | null
  readonly form: AssetVisit['form'] | null
  readonly finding: NonNullable<AssetVisit['finding']> | null
  readonly ground: NonNullable<AssetVisit['ground']> | null
  readonly mend_by: string | null
}
interface TransferRow {
  readonly attempt: number
  readonly transferred_at: string
  readonly taken_back_at: string | null
}

export function createAssetMonitoring({ sql, now }: RecordsContext): AssetMonitoring {
  const find = async (caseId: string) => {
    const [row] = await sql.rows<Row>(readAsset, [caseId])
    return row === undefined ? undefined : toAsset(row)
  }
  const get = async (caseId: string) => {
    const found = await find(caseId)
    if (found !== undefined) return found
    throw new OperatorError(
      `Case ${caseId} monitors no asset`,
      'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
    )
  }
  const transfers = async (caseId: string) =>
    (
      await sql.rows<TransferRow>('select * from asset_transfer where case_id = $1 order by attempt', [
        caseId,
      ])
    ).map(toTransfer)

  return {
    find,
    get,
    transfers,
    open: async (caseId) => {
      await sql.rows(
        'insert into asset_monitoring (case_id, opened_at) values ($1, $2) on conflict (case_id) do nothing',
        [caseId, now()],
      )
    },
    visits: async (caseId) =>
      (await sql.rows<VisitRow>('select * from asset_visit where case_id = $1 order by round', [caseId])).map(
        toVisit,
      ),
    plan: async (caseId, { round, kind, reason, plannedFor, opensOn, dueOn }) => {
      await sql.rows(
        `insert into asset_visit (case_id, round, kind, reason, planned_for, opens_on, due_on)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [caseId, round, kind, reason, plannedFor, opensOn, dueOn],
      )
    },
    recordVisit: async (caseId, round, { visitedBy, form }) => {
      await sql.rows(
        `update asset_visit set visited_on = $3, visited_by = $4, form = $5
         where case_id = $1 and round = $2 and finding is null`,
        [caseId, round, form.visitedOn, visitedBy, JSON.stringify(form)],
      )
    },
    recordFinding: async (caseId, round, { finding, ground, mendBy }) => {
      await sql.rows(
        'update asset_visit set finding = $3, ground = $4, mend_by = $5 where case_id = $1 and round = $2',
        [caseId, round, finding, ground, mendBy ?? null],
      )
    },
    endEarly: async (caseId, { cause, endedOn }) => {
      const ended = await sql.rows(
        `update asset_monitoring set early_end_cause = $2, early_end_on = $3
         where case_id = $1 and early_end_cause is null and visits_ended_at is null returning case_id`,
        [caseId, cause, endedOn],
      )
      if (ended.length > 0) return 'ended'
      const known = await sql.rows(
        'select from asset_monitoring where case_id = $1 and early_end_cause = $2 and early_end_on = $3',
        [caseId, cause, endedOn],
      )
      if (known.length > 0) return 'known'
      throw new DomainError(
        'EARLY_END_NOT_POSSIBLE',
        'The asset is not visited any more, or its early end was entered otherwise',
      )
    },
    endVisits: async (caseId) => {
      await sql.rows(
        'update asset_monitoring set visits_ended_at = $2 where case_id = $1 and visits_ended_at is null',
        [caseId, now()],
      )
    },
    demandReturn: async (caseId, dueOn) => {
      await sql.rows('update asset_monitoring set return_due_on = $2 where case_id = $1', [caseId, dueOn])
    },
    recordReturn: async (caseId, { receiptNumber, returnedOn, condition, by }) => {
      const returned = await sql.rows(
        `update asset_monitoring
         set receipt_number = $2, returned_on = $3, return_condition = $4, return_entered_by = $5
         where case_id = $1 and returned_on is null and return_due_on is not null and outcome is null
         returning case_id`,
        [caseId, receiptNumber, returnedOn, condition, by],
      )
      if (returned.length > 0) return 'returned'
      const known = await sql.rows(
        `select from asset_monitoring
         where case_id = $1 and receipt_number = $2 and returned_on = $3 and return_condition = $4`,
        [caseId, receiptNumber, returnedOn, condition],
      )
      if (known.length > 0) return 'known'
      throw new DomainError(
        'RETURN_NOT_POSSIBLE',
        'The asset is not asked back, or its return was entered otherwise',
      )
    },
    transfer: async (caseId) => {
      const [row] = await sql.rows<TransferRow>(
        `insert into asset_transfer (case_id, attempt, transferred_at)
         select $1, coalesce(max(attempt), 0) + 1, $2 from asset_transfer where case_id = $1
         returning *`,
        [caseId, now()],
      )
      if (row === undefined) throw new Error('An insert gave no row')
      return toTransfer(row)
    },
    takeTransferBack: async (caseId) => {
      await sql.rows(
        'update asset_transfer set taken_back_at = $2 where case_id = $1 and taken_back_at is null',
        [caseId, now()],
      )
    },
    close: async (caseId, outcome) => {
      await sql.rows(
        'update asset_monitoring set outcome = $2, closed_at = $3 where case_id = $1 and outcome is null',
        [caseId, outcome, now()],
      )
    },
  }
}

const readAsset = `
  select asset_monitoring.*, asset_contract.case_id as contract_case_id, number, activity, asset_kind, description,
    serial_number, value_qepik, signed_on, handed_over_on, monitored_until
  from asset_monitoring join asset_contract on monitoring_case_id = asset_monitoring.case_id
  where asset_monitoring.case_id = $1`

function toAsset(row: Row): MonitoredAsset {
  const { early_end_cause: cause, early_end_on: endedOn } = row
  const { receipt_number: receiptNumber, returned_on: returnedOn, return_condition: condition } = row
  return {
    caseId: row.case_id,
    contractCaseId: row.contract_case_id,
    contractNumber: row.number,
    activity: row.activity,
    assetKind: row.asset_kind,
    description: row.description,
    serialNumber: row.serial_number,
    valueQepik: Number(row.value_qepik),
    signedOn: row.signed_on,
    handedOverOn: row.handed_over_on,
    monitoredUntil: row.monitored_until,
    earlyEnd: cause === null || endedOn === null ? undefined : { cause, endedOn },
    visitsEndedAt: row.visits_ended_at ?? undefined,
    returnDueOn: row.return_due_on ?? undefined,
    returned:
      receiptNumber === null || returnedOn === null || condition === null
        ? undefined
        : { receiptNumber, returnedOn, condition },
    outcome: row.outcome ?? undefined,
  }
}

const toVisit = (row: VisitRow): AssetVisit => ({
  round: row.round,
  kind: row.kind,
  reason: row.reason,
  plannedFor: row.planned_for,
  opensOn: row.opens_on,
  dueOn: row.due_on,
  visitedOn: row.visited_on ?? undefined,
  visitedBy: row.visited_by ?? undefined,
  form: row.form ?? undefined,
  finding: row.finding ?? undefined,
  ground: row.ground ?? undefined,
  mendBy: row.mend_by ?? undefined,
})

const toTransfer = (row: TransferRow): AssetTransfer => ({
  attempt: row.attempt,
  transferredAt: row.transferred_at,
  takenBackAt: row.taken_back_at ?? undefined,
})
