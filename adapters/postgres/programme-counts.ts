/**
 * What an employment programme is about, counted from our own records: one statement for each indicator counts its
 * people by place and group and keeps the figures. A person counts once, where they lived last.
 */
import { elsewhere, type Indicator } from '../../domain/employment-programme.ts'
import { settlementNames } from '../../domain/territory.ts'

const served = settlementNames.map((name) => `'${name}'`).join(', ')
const place = (settlement: string) =>
  `case when ${settlement} in (${served}) then ${settlement} else '${elsewhere}' end`
const within = (day: string) => `${day} between day_from and day_to`
const inBaku = (instant: string) => `(${instant} at time zone 'Asia/Baku')::date`

/** Aid that runs on the last day, with its people as they were declared. */
const assisted = `
  select member ->> 'fin' as fin, (member ->> 'birthDate')::date as birth_date, (member ->> 'ableToWork')::boolean as able,
    member ? 'absence' as absent, ${place(`declared #>> '{declaration,address,settlement}'`)} as place, valid_from as since
  from given
    join entitlement on kind = 'targeted-social-assistance' and day_to between valid_from and valid_to
    join declaration using (case_id)
    cross join jsonb_array_elements(declared #> '{declaration,members}') as member
  where not exists (
    select from entitlement_suspension
    where entitlement_id = entitlement.id and lifted_at is null and from_period <= to_char(day_to, 'YYYY-MM'))`

/** Job-seekers, joined to the person of their case. */
const seekers = (condition: string) => `
  select job_seeker.fin, birth_date, ${place('settlement')} as place, registered_on as since
  from given
    join job_seeker on true
    join case_party on case_party.case_id = job_seeker.case_id and role = 'applicant'
  where ${condition}`

const counted: Readonly<Record<Indicator, string>> = {
  registered: seekers(within('registered_on')),
  placed: seekers(`
    (state = 'placed' and ${within('ended_on')})
    or exists (select from job_referral where job_referral.case_id = job_seeker.case_id
      and job_referral.state = 'hired' and ${within(inBaku('answered_at'))})
    or exists (select from active_measure where active_measure.case_id = job_seeker.case_id
      and outcome = 'placed' and ${within('active_measure.ended_on')})`),
  trained: seekers(`
    exists (select from active_measure where active_measure.case_id = job_seeker.case_id
      and measure = 'training' and outcome in ('completed', 'placed') and ${within('active_measure.ended_on')})`),
  'self-employed': `
    select fin, birth_date, ${place('settlement')} as place, handed_over_on as since
    from given
      join asset_contract on ${within('handed_over_on')}
      join case_party on case_party.case_id = asset_contract.case_id and role = 'applicant'`,
  'able-bodied': `
    select fin, birth_date, place, since from assisted cross join given
    where able and not absent
      and birth_date <= day_to - make_interval(years => working_age)
      and birth_date > day_to - make_interval(months => pension_age)`,
}

/**
 * Sex and disability are known of those about whom the registers were asked; the others are in no such group. Somebody
 * is long-term unemployed who had the status so long at the end of the time, or when their registration ended.
 */
const statement = (people: string) => `
  with given as (
    select $3::date as day_from, $4::date as day_to, $5::integer as youth_years, $6::integer as long_term_months,
      $7::integer as working_age, $8::integer as pension_age
  ), assisted as (${assisted}
  ), people as (
    select distinct on (fin) fin, birth_date, place from (${people}) as found order by fin, since desc
  ), women as (
    select distinct member ->> 'fin' as fin
    from register_answer cross join jsonb_array_elements(answer -> 'members') as member
    where register = 'population' and member ->> 'sex' = 'female'
  ), disabled as (
    select distinct entry ->> 'fin' as fin
    from given cross join register_answer cross join jsonb_array_elements(answer -> 'disabilities') as entry
    where register = 'disability' and coalesce((entry ->> 'validTo')::date, day_to) >= day_to
  ), long_term as (
    select fin from given join job_seeker
      on unemployed_since + make_interval(months => long_term_months) <= least(ended_on, day_to)
  ), grouped as (
    select people.fin, place, client_group
    from people cross join given cross join lateral (values
      ('all', true),
      ('women', exists (select from women where women.fin = people.fin)),
      ('youth', birth_date > day_to - make_interval(years => youth_years + 1)),
      ('disability', exists (select from disabled where disabled.fin = people.fin)),
      ('assistance', exists (select from assisted where assisted.fin = people.fin)),
      ('long-term', exists (select from long_term where long_term.fin = people.fin))
    ) as belonging (client_group, belongs)
    where belongs
  )
  insert into programme_indicator (case_id, quarter, indicator, place, client_group, value)
  select $1, $2, $9, place, client_group, count(*) from grouped group by place, client_group
  returning place, client_group as "group", value`

export const countStatements = Object.fromEntries(
  Object.entries(counted).map(([indicator, people]) => [indicator, statement(people)]),
) as Readonly<Record<Indicator, string>>
