/** Employment programmes beside their case: figures, draft, comments, progress. */
import {
  indicators,
  programmeBody,
  type CommentingBody,
  type EmploymentProgrammes,
  type Programme,
  type ProgrammeComment,
  type TargetIndicator,
} from '../../domain/employment-programme.ts'
import { DomainError, OperatorError } from '../../domain/errors.ts'
import type { RecordsContext } from './context.ts'
import { countStatements } from './programme-counts.ts'
import { createProgrammeProgress } from './programme-progress.ts'

interface Row {
  readonly case_id: string
  readonly number: string
  readonly year: number
  readonly body: string
  readonly state: Programme['state']
  readonly measures: string | null
  readonly baseline_from: string | null
  readonly baseline_to: string | null
  readonly published_at: string | null
  readonly targets: Readonly<Partial<Record<TargetIndicator, number>>>
}

interface CommentRow {
  readonly body: CommentingBody
  readonly due_at: string
  readonly comment: string | null
  readonly outcome: NonNullable<ProgrammeComment['outcome']> | null
  readonly answer: NonNullable<ProgrammeComment['answer']> | null
  readonly answer_reason: string | null
}

const select = `
  select programme.*, case_file.number,
    (select coalesce(jsonb_object_agg(indicator, target), '{}') from programme_target
     where programme_target.case_id = programme.case_id) as targets
  from programme join case_file on case_file.id = programme.case_id`

export function createEmploymentProgrammes(context: RecordsContext): EmploymentProgrammes {
  const { sql, now } = context
  const find = async (caseId: string) => {
    const [row] = await sql.rows<Row>(`${select} where case_id = $1`, [caseId])
    return row === undefined ? undefined : toProgramme(row)
  }
  const get = async (caseId: string) => {
    const found = await find(caseId)
    if (found !== undefined) return found
    throw new OperatorError(
      `Case ${caseId} is no employment programme`,
      'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
    )
  }
  const comments = async (caseId: string) =>
    (
      await sql.rows<CommentRow>(
        'select * from programme_comment where case_id = $1 order by array_position($2::text[], body)',
        [caseId, ['dost-centre', 'khazar-administration', 'pirallahi-administration']],
      )
    ).map(toComment)
  const progress = createProgrammeProgress(context)

  return {
    ...progress.port,
    find,
    get,
    comments,
    lockYear: async (year) => {
      await sql.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`programme ${year}`])
      const [row] = await sql.rows<{ case_id: string }>(
        'select case_id from programme where year = $1 and body = $2',
        [year, programmeBody],
      )
      return row?.case_id
    },
    add: async ({ caseId, year }) => {
      const added = await sql.rows(
        `insert into programme (case_id, year, body) values ($1, $2, $3)
         on conflict (year, body) do nothing returning case_id`,
        [caseId, year, programmeBody],
      )
      if (added.length === 0) {
        throw new DomainError('PROGRAMME_ALREADY_THERE', 'This year has a programme', { field: '/year' })
      }
    },
    findByYear: async (year) => {
      const [row] = await sql.rows<Row>(`${select} where year = $1 and body = $2`, [year, programmeBody])
      return row === undefined ? undefined : toProgramme(row)
    },
    list: async () => (await sql.rows<Row>(`${select} order by year desc`)).map(toProgramme),
    whole: async (caseId) => ({
      programme: await get(caseId),
      comments: await comments(caseId),
      ...(await progress.figures(caseId)),
    }),
    setState: async (caseId, state) => {
      sql.send(
        `update programme set state = $2,
           published_at = case when $2 in ('published', 'closed') then coalesce(published_at, $3) end,
           closed_at = case when $2 = 'closed' then $3::timestamptz end
         where case_id = $1`,
        [caseId, state, now()],
      )
    },
    count: async (caseId, quarter, { from, to }, ages) => {
      if (quarter === 0) {
        await sql.rows('update programme set baseline_from = $2, baseline_to = $3 where case_id = $1', [
          caseId,
          from,
          to,
        ])
      }
      const { youthYears, longTermMonths, workingAgeFrom, pensionAgeMonths } = ages
      const counted = await Promise.all(
        indicators.map(async (indicator) => {
          const rows = await sql.rows<{ place: string; group: string; value: number }>(
            countStatements[indicator],
            [
              caseId,
              quarter,
              from,
              to,
              youthYears,
              longTermMonths,
              workingAgeFrom,
              pensionAgeMonths,
              indicator,
            ],
          )
          return rows.map((row) => progress.toValue({ ...row, indicator }))
        }),
      )
      return counted.flat()
    },
    saveDraft: async (caseId, { measures, targets }) => {
      const changed = await sql.rows(
        `update programme set measures = $2 where case_id = $1 and state in ('draft', 'revising')
         returning case_id`,
        [caseId, measures],
      )
      if (changed.length === 0) {
        throw new DomainError('PROGRAMME_NOT_TO_CHANGE', 'The programme is not drafted or revised now')
      }
      await sql.rows(
        `insert into programme_target (case_id, indicator, target)
         select $1, key, value::integer from jsonb_each_text($2::jsonb)
         on conflict (case_id, indicator) do update set target = excluded.target`,
        [caseId, JSON.stringify(targets)],
      )
    },
    openComment: async (caseId, body, dueAt) => {
      await sql.rows(
        `insert into programme_comment (case_id, body, due_at) values ($1, $2, $3)
         on conflict (case_id, body) do nothing`,
        [caseId, body, dueAt],
      )
    },
    saveComment: async (caseId, body, comment, by) => {
      const changed = await sql.rows(
        `update programme_comment set comment = $3, entered_by = $4, entered_at = $5
         where case_id = $1 and body = $2 and outcome is null returning body`,
        [caseId, body, comment, by, now()],
      )
      if (changed.length === 0) {
        throw new DomainError('COMMENT_NOT_POSSIBLE', 'No comment of this body is awaited')
      }
    },
    closeComment: async (caseId, body, outcome) => {
      await sql.rows(
        'update programme_comment set outcome = $3 where case_id = $1 and body = $2 and outcome is null',
        [caseId, body, outcome],
      )
    },
    answerComment: async (caseId, { body, answer, reason }, by) => {
      const changed = await sql.rows(
        `update programme_comment set answer = $3, answer_reason = $4, answered_by = $5, answered_at = $6
         where case_id = $1 and body = $2 and outcome = 'commented'
           and exists (select from programme where programme.case_id = $1 and state = 'revising')
         returning body`,
        [caseId, body, answer, reason, by, now()],
      )
      if (changed.length === 0) {
        throw new DomainError(
          'COMMENT_NOT_TO_ANSWER',
          'There is no such comment, or the programme is not revised',
        )
      }
    },
  }
}

const toProgramme = (row: Row): Programme => ({
  caseId: row.case_id,
  caseNumber: row.number,
  year: row.year,
  body: row.body,
  state: row.state,
  measures: row.measures ?? undefined,
  targets: row.targets,
  baselineFrom: row.baseline_from ?? undefined,
  baselineTo: row.baseline_to ?? undefined,
  publishedAt: row.published_at ?? undefined,
})

const toComment = (row: CommentRow): ProgrammeComment => ({
  body: row.body,
  dueAt: row.due_at,
  comment: row.comment ?? undefined,
  outcome: row.outcome ?? undefined,
  answer: row.answer ?? undefined,
  answerReason: row.answer_reason ?? undefined,
})
