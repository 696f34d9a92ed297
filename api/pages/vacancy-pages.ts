/**
 * Vacancies for the employment centre: the open ones and those where an answer is awaited, page by page, and forms to enter
 * what an employer asks for and to close it early.
 */
import { Type, type FastifyPluginAsyncTypebox, type Static } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  educationLevels,
  jobFields,
  jobLanguages,
  workConditions,
  workPlaces,
} from '../../domain/job-profile.ts'
import { codeOf } from '../../domain/errors.ts'
import { parseManat } from '../../domain/money.ts'
import {
  closingReasons,
  NewVacancy,
  VacancyClosure,
  VacancyNumber,
  type NewVacancy as Vacancy,
} from '../../domain/vacancy.ts'
import { callerOf } from '../auth/guard.ts'
import { actorOf } from '../auth/principal.ts'
import { InvalidFields } from '../problem.ts'
import { decodeCursor, encodeCursor, Paging } from '../routes/cursor.ts'
import { vacancyPosition } from '../routes/vacancies.ts'
import { listOf, Ticked } from './form-fields.ts'
import type { PageDeps } from './pages.ts'
import { renderPage } from './render.ts'
import { Csrf } from './show-case.ts'

const hidden = { hide: true } as const
const page = { page: true } as const
const PAGE_SIZE = 50

const { employerVoen, employerName, employerPhone, employerEmail, title, openUntil } = NewVacancy.properties
const { field, occupationCode, leastEducation, place } = NewVacancy.properties
const VacancyForm = Type.Object({
  _csrf: Csrf,
  employerVoen,
  employerName,
  employerPhone,
  employerEmail: Type.Union([employerEmail, Type.Literal('')]),
  title,
  field,
  occupationCode,
  leastEducation,
  leastExperienceYears: Type.String({ pattern: '^([0-5]?[0-9]|60)$' }),
  place,
  /** In manat, as people write it. */
  wage: Type.String({ pattern: '^[1-9][0-9]{0,4}([.][0-9]{1,2})?$' }),
  places: Type.String({ pattern: '^([1-9][0-9]{0,2}|1000)$' }),
  openUntil,
  conditions: Ticked(workConditions),
  languages: Ticked(jobLanguages),
})

function toVacancy(form: Static<typeof VacancyForm>): Vacancy {
  const { _csrf, employerEmail: email, leastExperienceYears, wage, places, ...asEntered } = form
  return {
    ...asEntered,
    ...(email === '' ? {} : { employerEmail: email }),
    leastExperienceYears: Number(leastExperienceYears),
    wageQepik: parseManat(wage),
    places: Number(places),
    conditions: listOf(form.conditions),
    languages: listOf(form.languages),
  }
}

interface Said {
  readonly good: boolean
  readonly text: string
  readonly status: number
  /** Number of what was entered or closed. */
  readonly number?: string
  /** Shown in the form again when it could not be taken. */
  readonly entered?: Readonly<Record<string, unknown>>
}

export const vacancyPages: FastifyPluginAsyncTypebox<PageDeps> = async (app, deps) => {
  const { settings, transact, vacancyDesk } = deps

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    after: string | undefined,
    said?: Said,
  ): Promise<FastifyReply> {
    const { principal } = request
    const found = await transact(({ vacancies, today }) =>
      vacancies.list({
        field: undefined,
        place: undefined,
        openOn: today,
        orAwaited: true,
        after,
        limit: PAGE_SIZE + 1,
      }),
    )
    return renderPage(request, reply, settings, {
      template: 'vacancies',
      title: 'vacancies.title',
      ...(said === undefined ? {} : { status: said.status }),
      data: {
        vacancies: found.slice(0, PAGE_SIZE),
        next: encodeCursor(found.length > PAGE_SIZE ? found[PAGE_SIZE - 1]?.number : undefined),
        mayEnter: principal?.kind === 'staff' && principal.groups.includes('employment-adviser'),
        words: { closingReasons, educationLevels, jobFields, jobLanguages, workConditions, workPlaces },
        message: said,
        entered: said?.entered ?? {},
      },
    })
  }

  app.get(
    '/vacancies',
    {
      config: page,
      schema: {
        ...hidden,
        querystring: Type.Object({ cursor: Paging.cursor, lang: Type.Optional(Type.String()) }),
      },
    },
    async (request, reply) => show(request, reply, decodeCursor(request.query.cursor, vacancyPosition)),
  )

  app.post(
    '/vacancies',
    { config: page, attachValidation: true, schema: { ...hidden, body: VacancyForm } },
    async (request, reply) => {
      const { body } = request
      const refuse = () =>
        show(request, reply, undefined, {
          good: false,
          text: 'vacancies.invalid',
          status: 400,
          entered: body,
        })
      if (request.validationError !== undefined) return refuse()
      try {
        const { value } = await vacancyDesk.enter(toVacancy(body), {
          actor: actorOf(callerOf(request)),
          idempotencyKey: undefined,
        })
        return await show(request, reply, undefined, {
          good: true,
          text: 'vacancies.saved',
          status: 200,
          number: value.number,
        })
      } catch (error) {
        if (error instanceof InvalidFields) return refuse()
        throw error
      }
    },
  )

  app.post(
    '/vacancies/:vacancyNumber/closure',
    {
      config: page,
      attachValidation: true,
      schema: {
        ...hidden,
        params: Type.Object({ vacancyNumber: VacancyNumber }),
        body: Type.Object({ _csrf: Csrf, ...VacancyClosure.properties }),
      },
    },
    async (request, reply) => {
      const say = (text: string, status: number) =>
        show(request, reply, undefined, {
          good: status === 200,
          text,
          status,
          number: request.params.vacancyNumber,
        })
      if (request.validationError !== undefined) return say('vacancies.close.invalid', 400)
      try {
        await vacancyDesk.close(request.params.vacancyNumber, request.body.reason, {
          actor: actorOf(callerOf(request)),
          idempotencyKey: undefined,
        })
      } catch (error) {
        if (codeOf(error) !== 'VACANCY_CLOSED') throw error
        return say('vacancies.close.already', 409)
      }
      return say('vacancies.close.saved', 200)
    },
  )
}
