/** Vacancies with the places that are left. */
import { OperatorError } from '../../domain/errors.ts'
import type { Vacancies, Vacancy } from '../../domain/vacancy.ts'
import type { RecordsContext } from './context.ts'

const select = `
  select vacancy.*, places - (
    select count(*)::int from job_referral where vacancy_id = vacancy.id and state in ('sent', 'hired')) as places_left
  from vacancy`

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
    list: async ({ field, place, openOn, after, limit }) =>
      (
        await sql.rows<Row>(
          `select * from (${select}) vacancy
           where ($1::text is null or field = $1) and ($2::text is null or place = $2)
             and ($3::date is null or (open_until >= $3::date and places_left > 0))
             and ($4::text is null or number > $4)
           order by number limit $5`,
          [field, place, openOn, after, limit],
        )
      ).map(toVacancy),
    openOn: async (day) =>
      (
        await sql.rows<Row>(
          `select * from (${select}) vacancy where open_until >= $1::date and places_left > 0
           order by number desc limit $2`,
          [day, MOST_COMPARED],
        )
      ).map(toVacancy),
  }
}

const insert = `
  insert into vacancy (number, employer_voen, employer_name, employer_phone, employer_email, title, field, occupation_code,
    least_education, least_experience_years, conditions, languages, place, wage_qepik, places, open_until, entered_by,
    entered_at)
  select 'VAC-' || $1 || '-' || lpad(running, greatest(6, length(running)), '0'),
    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
  from (select nextval('vacancy_number_seq')::text as running) next
  returning *, places as places_left`

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
})
