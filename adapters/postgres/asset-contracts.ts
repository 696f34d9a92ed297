/** Contracts of the self-employment programme beside their case. */
import type { AssetContract, AssetContracts } from '../../domain/asset-contract.ts'
import { DomainError, OperatorError } from '../../domain/errors.ts'
import type { RecordsContext } from './context.ts'

interface Row {
  readonly case_id: string
  readonly number: string
  readonly activity: AssetContract['activity']
  readonly asset_kind: AssetContract['assetKind']
  readonly description: string
  readonly value_qepik: string
  readonly signed_on: string
  readonly serial_number: string | null
  readonly handed_over_on: string | null
  readonly evidence_name: string | null
  readonly evidence_type: NonNullable<AssetContract['evidence']>['type'] | null
  readonly evidence_sha256: string | null
  readonly evidence_bytes: string | null
  readonly monitored_until: string | null
  readonly monitoring_case_id: string | null
  readonly outcome: NonNullable<AssetContract['outcome']> | null
}

export function createAssetContracts({ sql, now }: RecordsContext): AssetContracts {
  const find = async (caseId: string) => {
    const [row] = await sql.rows<Row>('select * from asset_contract where case_id = $1', [caseId])
    return row === undefined ? undefined : toContract(row)
  }
  return {
    find,
    get: async (caseId) => {
      const found = await find(caseId)
      if (found !== undefined) return found
      throw new OperatorError(
        `Case ${caseId} has no asset contract`,
        'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
      )
    },
    findMonitored: async (monitoringCaseId) => {
      const [row] = await sql.rows<Row>('select * from asset_contract where monitoring_case_id = $1', [
        monitoringCaseId,
      ])
      return row === undefined ? undefined : toContract(row)
    },
    add: async ({ caseId, activity, assetKind, description, valueQepik, signedOn }) => {
      const [row] = await sql.rows<Row>(
        `insert into asset_contract (case_id, number, activity, asset_kind, description, value_qepik, signed_on)
         values ($1, 'OMP-' || left($6::text, 4) || '-' || lpad(nextval('asset_contract_number')::text, 6, '0'),
           $2, $3, $4, $5, $6::date)
         returning *`,
        [caseId, activity, assetKind, description, valueQepik, signedOn],
      )
      if (row === undefined) throw new Error('The insert of an asset contract returned nothing')
      return toContract(row)
    },
    setEvidence: async (caseId, { name, type, sha256, byteCount }) => {
      await sql.rows(
        `update asset_contract
         set evidence_name = $2, evidence_type = $3, evidence_sha256 = $4, evidence_bytes = $5
         where case_id = $1 and handed_over_on is null and outcome is null`,
        [caseId, name, type, sha256, byteCount],
      )
    },
    handOver: async (caseId, { serialNumber, handedOverOn, by }) => {
      // Two handovers of one asset wait for each other here.
      await sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`asset ${serialNumber}`])
      const [other] = await sql.rows<{ number: string }>(
        `select other.number from asset_contract as own join asset_contract as other using (asset_kind)
         where own.case_id = $1 and other.case_id <> $1 and other.serial_number = $2 and other.outcome is null`,
        [caseId, serialNumber],
      )
      if (other !== undefined) {
        throw new DomainError('ASSET_GIVEN_ALREADY', 'An asset of that number is under another contract', {
          detail: { contractNumber: other.number },
        })
      }
      await sql.rows(
        `update asset_contract set serial_number = $2, handed_over_on = $3, handed_over_by = $4
         where case_id = $1 and registered_at is null and outcome is null`,
        [caseId, serialNumber, handedOverOn, by],
      )
    },
    register: async (caseId, { monitoredUntil, monitoringCaseId }) => {
      await sql.rows(
        `update asset_contract set registered_at = $2, monitored_until = $3, monitoring_case_id = $4
         where case_id = $1 and registered_at is null`,
        [caseId, now(), monitoredUntil, monitoringCaseId],
      )
    },
    close: async (caseId, outcome) => {
      await sql.rows(
        'update asset_contract set outcome = $2, closed_at = $3 where case_id = $1 and outcome is null',
        [caseId, outcome, now()],
      )
    },
  }
}

const toContract = (row: Row): AssetContract => ({
  caseId: row.case_id,
  number: row.number,
  activity: row.activity,
  assetKind: row.asset_kind,
  description: row.description,
  valueQepik: Number(row.value_qepik),
  signedOn: row.signed_on,
  serialNumber: row.serial_number ?? undefined,
  handedOverOn: row.handed_over_on ?? undefined,
  evidence:
    row.evidence_name === null || row.evidence_type === null || row.evidence_sha256 === null
      ? undefined
      : {
          name: row.evidence_name,
          type: row.evidence_type,
          sha256: row.evidence_sha256,
          byteCount: Number(row.evidence_bytes),
        },
  monitoredUntil: row.monitored_until ?? undefined,
  monitoringCaseId: row.monitoring_case_id ?? undefined,
  outcome: row.outcome ?? undefined,
})
