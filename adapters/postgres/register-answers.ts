/** Answers of the registers, kept as evidence; the newest of each register counts. */
import type { StoredRegisterAnswers } from '../../domain/records.ts'
import type { RecordsContext } from './context.ts'
import { json } from './database.ts'

export function createRegisterAnswers({ sql, now }: RecordsContext): StoredRegisterAnswers {
  return {
    add: async (caseId, register, answer, sha256) => {
      sql.send(
        'insert into register_answer (case_id, register, answer, sha256, answered_at) values ($1, $2, $3, $4, $5)',
        [caseId, register, json(answer), sha256, now()],
      )
    },
    newest: async (caseId) => {
      const rows = await sql.rows<{ register: string; answer: unknown }>(
        'select distinct on (register) register, answer from register_answer where case_id = $1 order by register, id desc',
        [caseId],
      )
      // Checked against its schema before it was stored.
      return Object.fromEntries(rows.map(({ register, answer }) => [register, answer]))
    },
  }
}
