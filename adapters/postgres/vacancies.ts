/** Vacancies with the places that are left. */
import { OperatorError } from '../../domain/errors.ts'
import type { ClosingReason, Vacancies, Vacancy } from '../../domain/vacancy.ts'
import type { RecordsContext } from './context.ts'

const select = `
  select vacancy.*, awaited, places - awaited - hired as places_left
  from vacancy cross join lateral (
    select (count(*) filter (where state = 'sent'))::int as awaited, (count(*) filter (where state = 'hired'))::int as hired
    from job_referral where vacancy_id = vacancy.id) as referred`

/** More open vacancies than this no adviser reads; the newest are compared. */
const MOST_COMPARED = 2_000

export function createVacancies({ sql, now }: RecordsContext): Vacancies {
  return {
    add: async (vacancy, { actor, year }) => {
      const [row] = await sql.rows<Row>(insert, [
        year,
        vacancy.employerVoen,
        vacancy.employerName,
        vacancy.employerPhone,
        vacancy.employerEmail,
        vacancy.title,
        vacancy.field,
        vacancy.occupationCode,
        vacancy.leastEducation,
        vacancy.leastExperienceYears,
        vacancy.conditions,
        vacancy.languages,
        vacancy.place,
        vacancy.wageQepik,
        vacancy.places,
        vacancy.openUntil,
        actor,
        now(),
      ])
      if (row === undefined) throw new Error('insert into vacancy answered with no vacancy')
      return toVacancy(row)
    },
    get: async (id) => {
      const [row] = await sql.rows<Row>(`${select} where id = $1`, [id])
      if (row !== undefined) return toVacancy(row)
      throw new OperatorError(
        `There is no vacancy ${id}`,
        'Check that engine and database belong together (a restored backup?); otherwise cancel the instance in Operate.',
      )
    },
    findByNumber: async (number) => {
      const [row] = await sql.rows<Row>(`${select} where number = $1`, [number])
      return row === undefined ? undefined : toVacancy(row)
    },
    list: async ({ field, place, openOn, orAwaited = false, after, limit }) =>
      (
        await sql.rows<Row>(
          `select * from (${select}) vacancy
           where ($1::text is null or field = $1) and ($2::text is null or place = $2)
             and ($3::date is null or (closed_at is null
               and ((open_until >= $3::date and places_left > 0) or ($6 and awaited > 0))))
             and ($4::text is null or number > $4)
           order by number limit $5`,
          [field, place, openOn, after, limit, orAwaited],
        )
      ).map(toVacancy),
    openOn: async (day) =>
      (
        await sql.rows<Row>(
          `select * from (${select}) vacancy
           where open_until >= $1::date and closed_at is null and places_left > 0
           order by number desc limit $2`,
          [day, MOST_COMPARED],
        )
      ).map(toVacancy),
    close: async (id, { reason, by }) => {
      await holdReferrals(sql, id)
      const closed = await sql.rows(
        `update vacancy set closed_at = $2, closing_reason = $3, closed_by = $4
         where id = $1 and closed_at is null returning id`,
        [id, now(), reason, by],
      )
      return closed.length > 0
    },
  }
}

const insert = `
  insert into vacancy (number, employer_voen, employer_name, employer_phone, employer_email, title, field, occupation_code,
    least_education, least_experience_years, conditions, languages, place, wage_qepik, places, open_until, entered_by,
    entered_at)
  select 'VAC-' || $1 || '-' || lpad(running, greatest(6, length(running)), '0'),
    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
  from (select nextval('vacancy_number_seq')::text as running) next
  returning *, places as places_left, 0 as awaited`

/** Who refers to a vacancy or closes it waits here for whoever does so at this moment, until the end of their transaction. */
export const holdReferrals = async (sql: RecordsContext['sql'], vacancyId: string): Promise<void> => {
  await sql.rows(`select pg_advisory_xact_lock(hashtextextended('vacancy ' || $1, 0))`, [vacancyId])
}

interface Row {
  readonly id: string
  readonly number: string
  readonly employer_voen: string
  readonly employer_name: string
  readonly employer_phone: string
  readonly employer_email: string | null
  readonly title: string
  readonly field: Vacancy['field']
  readonly occupation_code: string
  readonly least_education: Vacancy['leastEducation']
  readonly least_experience_years: number
  readonly conditions: Vacancy['conditions']
  readonly languages: Vacancy['languages']
  readonly place: Vacancy['place']
  readonly wage_qepik: string
  readonly places: number
  readonly open_until: string
  readonly places_left: number
  readonly awaited: number
  readonly closed_at: string | null
  readonly closing_reason: ClosingReason | null
}

const toVacancy = (row: Row): Vacancy => ({
  id: row.id,
  number: row.number,
  employerVoen: row.employer_voen,
  employerName: row.employer_name,
  employerPhone: row.employer_phone,
  ...(row.employer_email === null ? {} : { employerEmail: row.employer_email }),
  title: row.title,
  field: row.field,
  occupationCode: row.occupation_code,
  leastEducation: row.least_education,
  leastExperienceYears: row.least_experience_years,
  conditions: row.conditions,
  languages: row.languages,
  place: row.place,
  wageQepik: Number(row.wage_qepik),
  places: row.places,
  openUntil: row.open_until,
  placesLeft: row.places_left,
  awaited: row.awaited,
  closed:
    row.closed_at === null || row.closing_reason === null
      ? undefined
      : { reason: row.closing_reason, at: row.closed_at },
})
