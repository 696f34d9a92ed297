/** Notices sent to applicants, each kept once under its key. */
import type { Notifications } from '../../domain/records.ts'
import type { RecordsContext } from './context.ts'

export function createNotifications({ sql, now }: RecordsContext): Notifications {
  return {
    add: async ({ key, caseId, notice, channel, language, text }) => {
      sql.send(
        `insert into notification (key, case_id, notice, channel, language, text, sent_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (key) do nothing`,
        [key, caseId, notice, channel, language, text, now()],
      )
    },
    of: async (caseId) => {
      const rows = await sql.rows<{ notice: string; channel: string; sent_at: string }>(
        'select notice, channel, sent_at from notification where case_id = $1 order by sent_at, key',
        [caseId],
      )
      return rows.map(({ notice, channel, sent_at }) => ({ notice, channel, sentAt: sent_at }))
    },
  }
}
