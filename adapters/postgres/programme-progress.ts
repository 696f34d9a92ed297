/** The quarters of a programme, and its figures as they were counted. */
import type {
  EmploymentProgrammes,
  IndicatorValue,
  ProgrammeProgress,
  WholeProgramme,
} from '../../domain/employment-programme.ts'
import { DomainError } from '../../domain/errors.ts'
import type { RecordsContext } from './context.ts'

interface Row {
  readonly quarter: number
  readonly computed_at: string
  readonly due_at: string
  readonly explanation: string | null
  readonly published_at: string | null
}

interface ValueRow {
  readonly indicator: string
  readonly place: string
  readonly group: string
  readonly value: number
}

type ProgressPort = Pick<
  EmploymentProgrammes,
  'openQuarter' | 'openedQuarter' | 'quartersOpened' | 'saveProgress' | 'publishQuarter'
>

export function createProgrammeProgress({ sql, now }: RecordsContext) {
  const port: ProgressPort = {
    openQuarter: async (caseId, quarter, dueAt) => {
      await sql.rows(
        'insert into programme_progress (case_id, quarter, computed_at, due_at) values ($1, $2, $3, $4)',
        [caseId, quarter, now(), dueAt],
      )
    },
    openedQuarter: async (caseId) => {
      const [row] = await sql.rows<Row>(
        'select * from programme_progress where case_id = $1 and published_at is null order by quarter limit 1',
        [caseId],
      )
      return row === undefined ? undefined : toProgress(row)
    },
    quartersOpened: async (caseId) =>
      (await sql.rows('select quarter from programme_progress where case_id = $1', [caseId])).length,
    saveProgress: async (caseId, explanation, by) => {
      const changed = await sql.rows(
        `update programme_progress set explanation = $2, explained_by = $3
         where case_id = $1 and published_at is null returning quarter`,
        [caseId, explanation, by],
      )
      if (changed.length === 0) {
        throw new DomainError('PROGRESS_NOT_POSSIBLE', 'No quarter is reported on now')
      }
    },
    publishQuarter: async (caseId, quarter) => {
      await sql.rows('update programme_progress set published_at = $3 where case_id = $1 and quarter = $2', [
        caseId,
        quarter,
        now(),
      ])
    },
  }

  /** Figures of the start, and of each quarter that was counted. */
  async function figures(caseId: string): Promise<Pick<WholeProgramme, 'baseline' | 'progress'>> {
    const values = await sql.rows<ValueRow & { readonly quarter: number }>(
      `select quarter, indicator, place, client_group as "group", value from programme_indicator where case_id = $1`,
      [caseId],
    )
    const rows = await sql.rows<Row>('select * from programme_progress where case_id = $1 order by quarter', [
      caseId,
    ])
    const of = (quarter: number) => values.filter((value) => value.quarter === quarter).map(toValue)
    return {
      baseline: of(0),
      progress: rows.map((row) => ({ ...toProgress(row), values: of(row.quarter) })),
    }
  }

  return { port, figures, toValue }
}

// Constraints of the table hold it to the names.
const toValue = ({ indicator, place, group, value }: ValueRow) =>
  ({ indicator, place, group, value }) as IndicatorValue

const toProgress = (row: Row): ProgrammeProgress => ({
  quarter: row.quarter,
  computedAt: row.computed_at,
  dueAt: row.due_at,
  explanation: row.explanation ?? undefined,
  publishedAt: row.published_at ?? undefined,
})
