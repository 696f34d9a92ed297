/** A member of the panel enters their marks of the plan on its page, where they alone see them. */
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifySchemaValidationError } from 'fastify'
import { areMarks, markFaults } from '../../domain/business-plan.ts'
import { FreeText } from '../../domain/service-request.ts'
import { describeViolations } from '../violations.ts'
import { createCaseForm } from './case-form.ts'
import type { PageDeps } from './pages.ts'
import { CaseRef, Csrf } from './show-case.ts'

/** As typed: what is no mark is named beside its field, and nothing has to be typed again. */
const MarkText = Type.String({ maxLength: 10 })
const MarksForm = Type.Object({
  _csrf: Csrf,
  feasibility: MarkText,
  marketPotential: MarkText,
  budgetQuality: MarkText,
  defence: MarkText,
  /** Sent empty by who has nothing to say. */
  remark: Type.Union([Type.Literal(''), FreeText]),
})

const sentences: Readonly<Record<string, string>> = {
  PROGRAMME_STEP_NOT_OPEN: 'self-employment.notOpen',
  MARKS_GIVEN: 'self-employment.marks.stay',
  CASE_NOT_FOUND: 'self-employment.notOpen',
}

/** An empty field is no mark, though `Number` takes it for 0. */
const readMark = (text: string): number | null => (/^\d+$/.test(text) ? Number(text) : null)

export const panelMarksPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { enterPanelMarks } = deps
  const { attempt, refuse } = createCaseForm(deps, { invalid: 'self-employment.invalid', sentences })

  app.post(
    '/cases/:caseRef/panel-marks',
    {
      config: { page: true },
      attachValidation: true,
      schema: { hide: true, params: CaseRef, body: MarksForm },
    },
    async (request, reply) => {
      const { caseRef } = request.params
      const { _csrf, ...entered } = request.body
      const form = { request, reply, caseRef, saved: 'self-employment.marks.saved', entered }
      const refuseFields = (fields: readonly string[]) =>
        refuse({ ...form, entered: { ...entered, faults: fields.join(' ') } })

      const { validationError } = request
      if (validationError !== undefined) {
        const found = validationError.validation as readonly FastifySchemaValidationError[]
        const violations = describeViolations(found, validationError.validationContext)
        return refuseFields(violations.map(({ field }) => field.slice(1)))
      }
      const marks = {
        feasibility: readMark(entered.feasibility),
        marketPotential: readMark(entered.marketPotential),
        budgetQuality: readMark(entered.budgetQuality),
        defence: readMark(entered.defence),
      }
      if (!areMarks(marks)) return refuseFields(markFaults(marks))
      return attempt(form, async ({ principal, openedCase }) => {
        const { id } = await openedCase()
        const { remark } = entered
        await enterPanelMarks(id, { ...marks, ...(remark === '' ? {} : { remark }) }, principal)
      })
    },
  )
}
