/**
 * What the page of its case tells of a programme: figures as they may be shown, draft, comments with their answers,
 * progress. Words of the bodies are for everybody who works on it.
 */
import type { ReadKindDetails } from '../case/kind-details.ts'
import { viewOf } from './programme-view.ts'

export const programmeDetails: ReadKindDetails = async (records, { id }) => {
  const whole = await records.employmentProgrammes.whole(id)
  const { programme, comments } = whole
  const parameters = await records.parametersOn(programme.baselineTo ?? `${programme.year}-01-01`)
  const { sums, byPlace, byGroup, quarters } = viewOf(whole, parameters.value('small-number-limit'))
  return {
    year: programme.year,
    programmeState: programme.state,
    measures: programme.measures ?? null,
    targets: programme.targets,
    baselineFrom: programme.baselineFrom ?? null,
    baselineTo: programme.baselineTo ?? null,
    publishedAt: programme.publishedAt ?? null,
    sums,
    byPlace,
    byGroup,
    comments: comments.map(({ body, dueAt, outcome, comment, answer, answerReason }) => ({
      body,
      dueAt,
      outcome: outcome ?? null,
      comment: comment ?? null,
      answer: answer ?? null,
      answerReason: answerReason ?? null,
    })),
    quarters: quarters.map((quarter) => ({
      ...quarter,
      explanation: quarter.explanation ?? null,
      publishedAt: quarter.publishedAt ?? null,
      rows: quarter.rows.map((row) => ({ ...row, percent: row.percent ?? null })),
    })),
  }
}
