/** Visits planned, and the signed acts that came of them. */
import type { Inspections, PlannedVisit } from '../../domain/records.ts'
import type { InspectionAct } from '../../domain/visit.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'

interface VisitRow {
  readonly round: number
  readonly visit_group: string
  readonly due_at: string
  readonly reason: PlannedVisit['reason']
}

export interface ActRow {
  readonly id: string
  readonly case_id: string
  readonly kind: InspectionAct['kind']
  readonly round: number
  readonly result: InspectionAct['result']
  readonly form: InspectionAct['form']
  readonly inspector: string
  readonly signed_at: string
  readonly sha256: string
  readonly signature: string
  readonly key_id: string
}

export function createInspections({ sql, now }: RecordsContext): Inspections {
  /** A case has one visit to do at a time: planning again, or recording it, closes the one before. */
  const closeVisit = (caseId: string) => {
    sql.send('update planned_visit set closed_at = $2 where case_id = $1 and closed_at is null', [
      caseId,
      now(),
    ])
  }
  return {
    plan: async ({ caseId, round, group, dueAt, reason }) => {
      closeVisit(caseId)
      sql.send(
        `insert into planned_visit (case_id, round, visit_group, due_at, reason, planned_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [caseId, round, group, dueAt, reason, now()],
      )
    },
    plannedVisits: async (caseId) => {
      const rows = await sql.rows<VisitRow>(
        'select round, visit_group, due_at, reason from planned_visit where case_id = $1 order by id',
        [caseId],
      )
      return rows.map(({ round, visit_group, due_at, reason }) => ({
        caseId,
        round,
        group: visit_group,
        dueAt: due_at,
        reason,
      }))
    },
    openVisitsByGroup: async () => {
      const rows = await sql.rows<{ visit_group: string; open: number }>(
        'select visit_group, count(*)::integer as open from planned_visit where closed_at is null group by visit_group',
      )
      return Object.fromEntries(rows.map(({ visit_group, open }) => [visit_group, open]))
    },
    addAct: async (act) => {
      if (act.kind === 'visit') closeVisit(act.caseId)
      sql.send(
        `insert into inspection_act (id, case_id, kind, round, result, form, inspector, signed_at, sha256, signature, key_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          act.id,
          act.caseId,
          act.kind,
          act.round,
          act.result,
          json(act.form),
          act.inspector,
          act.signedAt,
          act.sha256,
          act.signature,
          act.keyId,
        ],
      )
    },
    acts: async (caseId) => {
      const rows = await sql.rows<ActRow>(
        'select * from inspection_act where case_id = $1 order by sequence',
        [caseId],
      )
      return rows.map(toAct)
    },
  }
}

export const toAct = (row: ActRow): InspectionAct => ({
  id: row.id,
  caseId: row.case_id,
  kind: row.kind,
  round: row.round,
  result: row.result,
  form: row.form,
  inspector: row.inspector,
  signedAt: row.signed_at,
  sha256: row.sha256,
  signature: row.signature,
  keyId: row.key_id,
})
