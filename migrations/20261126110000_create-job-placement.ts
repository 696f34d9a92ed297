/** The register of job-seekers, vacancies, and referrals to them with the employer's answer. */
import type { Knex } from 'knex'

const list = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ')
const levels = list(['none', 'general-secondary', 'vocational', 'specialised-secondary', 'higher'])
const fields = list([
  'agriculture',
  'manufacturing',
  'construction',
  'trade',
  'transport',
  'catering',
  'services',
  'office',
  'education',
  'health',
  'it',
  'other',
])

export async function up(knex: Knex): Promise<void> {
  await knex.raw(jobSeekers)
  await knex.raw(vacancies)
  await knex.raw(referrals)
}

const jobSeekers = `
  create table job_seeker (
    case_id uuid primary key references case_file,
    fin text not null check (fin ~ '^[0-9A-HJ-NP-Z]{7}$'),
    education text check (education in (${levels})),
    occupation_code text check (occupation_code ~ '^[1-9][0-9]{3}$'),
    field text check (field in (${fields})),
    experience_years integer check (experience_years between 0 and 60),
    places text[] check (cardinality(places) > 0),
    wage_wanted_qepik bigint check (wage_wanted_qepik > 0),
    health_limits text[],
    languages text[] check (cardinality(languages) > 0),
    employed_as text check (employed_as in ('entrepreneur', 'land-share-owner', 'family-farm-member', 'full-time-student')),
    state text not null default 'seeking'
      check (state in ('seeking', 'unemployed', 'placed', 'off-register', 'left', 'not-unemployed')),
    registered_on date not null,
    search_due_at timestamptz,
    unemployed_since date,
    off_register_until date,
    leaving_reason text check (leaving_reason in ('own-request', 'found-work')),
    ended_on date,
    constraint job_seeker_profile_is_whole check (
      num_nulls(education, occupation_code, field, experience_years, places, wage_wanted_qepik, health_limits, languages)
        in (0, 8)),
    constraint job_seeker_unemployed_has_day check (state <> 'unemployed' or unemployed_since is not null),
    constraint job_seeker_no_status_for_employed check (unemployed_since is null or employed_as is null),
    constraint job_seeker_off_register_has_day check ((state = 'off-register') = (off_register_until is not null)),
    constraint job_seeker_left_has_reason check ((state = 'left') = (leaving_reason is not null)),
    constraint job_seeker_ended_is_whole check ((state in ('seeking', 'unemployed')) = (ended_on is null))
  );
  create unique index job_seeker_on_register_once on job_seeker (fin) where state in ('seeking', 'unemployed');
  create index job_seeker_by_fin on job_seeker (fin);
  comment on table job_seeker is 'The register of job-seekers: an entry for each registration of a person.';
  comment on column job_seeker.case_id is 'The case of the entry.';
  comment on column job_seeker.fin is 'Who. Personal.';
  comment on column job_seeker.education is 'Highest level. Personal.';
  comment on column job_seeker.occupation_code is 'Occupation, ISCO-08. Personal.';
  comment on column job_seeker.field is 'Field of work. Personal.';
  comment on column job_seeker.experience_years is 'Whole years in that occupation. Personal.';
  comment on column job_seeker.places is 'Settlements and districts where the person can work. Personal.';
  comment on column job_seeker.wage_wanted_qepik is 'Wage wanted for a month, in qəpik. Personal.';
  comment on column job_seeker.health_limits is 'Conditions of work that health forbids. Personal.';
  comment on column job_seeker.languages is 'Languages spoken. Personal.';
  comment on column job_seeker.employed_as is 'Counts as employed, so there is no status: as what. Personal.';
  comment on column job_seeker.state is 'Where the entry stands; the first two are on the register.';
  comment on column job_seeker.registered_on is 'Day of registration.';
  comment on column job_seeker.search_due_at is 'End of the round of search that goes on.';
  comment on column job_seeker.unemployed_since is 'Day of the decision on the status "unemployed".';
  comment on column job_seeker.off_register_until is 'First day on which the person may register again.';
  comment on column job_seeker.leaving_reason is 'Why the person left by themselves.';
  comment on column job_seeker.ended_on is 'Day on which the entry ended.';

  -- Who was taken off comes back after the day, not before; two registrations of a person wait for each other here.
  create function job_seeker_not_off_register() returns trigger language plpgsql as $$
  declare
    until date;
  begin
    perform pg_advisory_xact_lock(hashtextextended('job-seeker ' || new.fin, 0));
    select max(off_register_until) into until from job_seeker where fin = new.fin;
    if until > new.registered_on then
      raise exception 'The person is off the register'
        using errcode = 'UD002', constraint = 'job_seeker_not_off_register', detail = until::text;
    end if;
    return new;
  end
  $$;
  comment on function job_seeker_not_off_register is 'Nobody is registered while off the register.';
  create trigger job_seeker_not_off_register before insert on job_seeker
    for each row execute function job_seeker_not_off_register();
`

const vacancies = `
  create sequence vacancy_number_seq;
  create table vacancy (
    id uuid primary key default gen_random_uuid(),
    number text not null unique check (number ~ '^VAC-[0-9]{4}-[0-9]{6,}$'),
    employer_voen text not null check (employer_voen ~ '^[0-9]{9}[12]$'),
    employer_name text not null check (employer_name <> '' and length(employer_name) <= 200),
    employer_phone text not null,
    employer_email text,
    title text not null check (title <> '' and length(title) <= 120),
    field text not null check (field in (${fields})),
    occupation_code text not null check (occupation_code ~ '^[1-9][0-9]{3}$'),
    least_education text not null check (least_education in (${levels})),
    least_experience_years integer not null check (least_experience_years between 0 and 60),
    conditions text[] not null,
    languages text[] not null,
    place text not null,
    wage_qepik bigint not null check (wage_qepik > 0),
    places integer not null check (places > 0),
    open_until date not null,
    entered_by text not null,
    entered_at timestamptz not null
  );
  create index vacancy_by_day on vacancy (open_until);
  comment on table vacancy is 'Vacancies of employers.';
  comment on column vacancy.id is 'Key.';
  comment on column vacancy.number is 'VAC-year-running number: what advisers and employers write.';
  comment on column vacancy.employer_voen is 'Tax number of the employer.';
  comment on column vacancy.employer_name is 'Name of the employer.';
  comment on column vacancy.employer_phone is 'Where the employer is told of a referral. Personal.';
  comment on column vacancy.employer_email is 'The same by e-mail. Personal.';
  comment on column vacancy.title is 'What the job is called.';
  comment on column vacancy.field is 'Field of work.';
  comment on column vacancy.occupation_code is 'Occupation, ISCO-08.';
  comment on column vacancy.least_education is 'Education asked for, at the least.';
  comment on column vacancy.least_experience_years is 'Years of experience asked for, at the least.';
  comment on column vacancy.conditions is 'Conditions of the workplace that health may forbid.';
  comment on column vacancy.languages is 'Languages that have to be spoken.';
  comment on column vacancy.place is 'Settlement or district of Baku.';
  comment on column vacancy.wage_qepik is 'Wage for a month, in qəpik.';
  comment on column vacancy.places is 'How many people are wanted.';
  comment on column vacancy.open_until is 'Last day on which somebody may be referred.';
  comment on column vacancy.entered_by is 'Who entered it.';
  comment on column vacancy.entered_at is 'When it was entered.';

  alter table idempotency_key
    drop constraint idempotency_key_became_one_thing,
    add column vacancy_id uuid references vacancy,
    add constraint idempotency_key_became_one_thing check (num_nonnulls(case_id, hold_id, vacancy_id) = 1);
  comment on column idempotency_key.vacancy_id is 'The vacancy it became, where it became no case.';

  grant select, insert on job_seeker, vacancy to dost_app;
  grant usage on sequence vacancy_number_seq to dost_app;
  grant update (education, occupation_code, field, experience_years, places, wage_wanted_qepik, health_limits, languages,
    employed_as, state, search_due_at, unemployed_since, off_register_until, leaving_reason, ended_on) on job_seeker to dost_app;
`

const referrals = `
  create sequence job_referral_number_seq;
  create table job_referral (
    id uuid primary key default gen_random_uuid(),
    number text not null unique check (number ~ '^REF-[0-9]{4}-[0-9]{6,}$'),
    case_id uuid not null references job_seeker,
    vacancy_id uuid not null references vacancy,
    match jsonb not null,
    state text not null default 'sent'
      check (state in ('sent', 'hired', 'employer-refused', 'no-answer', 'seeker-refused', 'withdrawn')),
    sent_at timestamptz not null,
    answer_due_at timestamptz not null,
    answered_at timestamptz,
    employer_reason text
      check (employer_reason in ('place-taken', 'not-qualified', 'did-not-come', 'not-agreed-on-terms', 'other')),
    seeker_reason text check (seeker_reason <> '' and length(seeker_reason) <= 2000),
    judgement text check (judgement in ('founded', 'unfounded')),
    judged_at timestamptz,
    constraint job_referral_once unique (case_id, vacancy_id),
    constraint job_referral_ended_is_whole check ((state = 'sent') = (answered_at is null)),
    constraint job_referral_employer_reason check ((state = 'employer-refused') = (employer_reason is not null)),
    constraint job_referral_seeker_reason check ((state = 'seeker-refused') = (seeker_reason is not null)),
    constraint job_referral_judges_refusal check (judgement is null or state = 'seeker-refused'),
    constraint job_referral_judged_is_whole check ((judgement is null) = (judged_at is null))
  );
  create unique index job_referral_one_waits on job_referral (case_id) where state = 'sent';
  create index job_referral_by_vacancy on job_referral (vacancy_id);
  comment on table job_referral is 'Job-seekers referred to vacancies, and what came of it.';
  comment on column job_referral.id is 'Key; messages to the process correlate on it.';
  comment on column job_referral.number is 'REF-year-running number: with a code the employer answers under it.';
  comment on column job_referral.case_id is 'Who was referred.';
  comment on column job_referral.vacancy_id is 'To which vacancy.';
  comment on column job_referral.match is 'Points with their explanation, as they were then. Personal.';
  comment on column job_referral.state is 'What came of it.';
  comment on column job_referral.sent_at is 'When the person was referred.';
  comment on column job_referral.answer_due_at is 'Until when the employer answers.';
  comment on column job_referral.answered_at is 'When it was answered, refused or over.';
  comment on column job_referral.employer_reason is 'Why the employer refused.';
  comment on column job_referral.seeker_reason is 'Why the person refused, in their words. Personal.';
  comment on column job_referral.judgement is 'Whether that reason was founded.';
  comment on column job_referral.judged_at is 'When it was judged.';

  -- Referrals to a vacancy wait for each other, so that two advisers cannot both give away its last place.
  create function job_referral_fits() returns trigger language plpgsql as $$
  declare
    wanted integer;
  begin
    perform pg_advisory_xact_lock(hashtextextended('vacancy ' || new.vacancy_id, 0));
    select places into wanted from vacancy where id = new.vacancy_id;
    if (select count(*) from job_referral where vacancy_id = new.vacancy_id and state in ('sent', 'hired')) >= wanted then
      raise exception 'Every place of the vacancy is taken or waits for an answer'
        using errcode = 'check_violation', constraint = 'job_referral_within_places';
    end if;
    if not exists (select from job_seeker where case_id = new.case_id and state in ('seeking', 'unemployed')) then
      raise exception 'The person is not on the register'
        using errcode = 'check_violation', constraint = 'job_referral_of_register';
    end if;
    return new;
  end
  $$;
  comment on function job_referral_fits is 'Nobody is referred over the number of places, or while not on the register.';
  create trigger job_referral_fits before insert on job_referral for each row execute function job_referral_fits();

  create function job_referral_ends_once() returns trigger language plpgsql as $$
  begin
    raise exception 'A referral that is % cannot become %', old.state, new.state
      using errcode = 'check_violation', constraint = 'job_referral_ends_once';
  end
  $$;
  comment on function job_referral_ends_once is 'What came of a referral does not change.';
  create trigger job_referral_ends_once before update of state on job_referral for each row
    when (old.state <> 'sent' and new.state <> old.state) execute function job_referral_ends_once();

  grant select, insert on job_referral to dost_app;
  grant usage on sequence job_referral_number_seq to dost_app;
  grant update (state, answered_at, employer_reason, seeker_reason, judgement, judged_at) on job_referral to dost_app;
`

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    delete from idempotency_key where vacancy_id is not null;
    alter table idempotency_key
      drop constraint idempotency_key_became_one_thing,
      drop column vacancy_id,
      add constraint idempotency_key_became_one_thing check (num_nonnulls(case_id, hold_id) = 1);
    drop table job_referral, vacancy, job_seeker;
    drop sequence vacancy_number_seq, job_referral_number_seq;
    drop function job_seeker_not_off_register, job_referral_fits, job_referral_ends_once;
  `)
}
