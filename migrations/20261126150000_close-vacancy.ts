/** A vacancy is closed early, with its reason; whoever was referred to it and waits is referred there no more. */
import type { Knex } from 'knex'

const states = ['sent', 'hired', 'employer-refused', 'no-answer', 'seeker-refused', 'withdrawn']

const statesAre = (names: readonly string[]) => `
  alter table job_referral drop constraint job_referral_state_check;
  alter table job_referral add constraint job_referral_state_check
    check (state in (${names.map((name) => `'${name}'`).join(', ')}));`

/** Referrals to a vacancy, and its closure, wait for each other. */
const referralFits = (refusal: string) => `
  create or replace function job_referral_fits() returns trigger language plpgsql as $$
  declare
    wanted integer;
  begin
    perform pg_advisory_xact_lock(hashtextextended('vacancy ' || new.vacancy_id, 0));
    ${refusal}
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
  $$;`

const refuseClosed = `
    if exists (select from vacancy where id = new.vacancy_id and closed_at is not null) then
      raise exception 'The vacancy is closed'
        using errcode = 'check_violation', constraint = 'job_referral_to_open_vacancy';
    end if;`

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table vacancy
      add closed_at timestamptz,
      add closing_reason text
        check (closing_reason in ('filled-otherwise', 'withdrawn-by-employer', 'entered-by-mistake')),
      add closed_by text,
      add constraint vacancy_closed_is_whole check (num_nulls(closed_at, closing_reason, closed_by) in (0, 3));
    comment on column vacancy.closed_at is 'When it was closed, before its last day.';
    comment on column vacancy.closing_reason is 'Why it was closed.';
    comment on column vacancy.closed_by is 'Who closed it.';
    grant update (closed_at, closing_reason, closed_by) on vacancy to dost_app;

    create function vacancy_closes_once() returns trigger language plpgsql as $$
    begin
      raise exception 'A closed vacancy does not change'
        using errcode = 'check_violation', constraint = 'vacancy_closes_once';
    end
    $$;
    comment on function vacancy_closes_once is 'A closed vacancy stays as it is.';
    create trigger vacancy_closes_once before update on vacancy for each row
      when (old.closed_at is not null) execute function vacancy_closes_once();

    ${statesAre([...states, 'vacancy-closed'])}
    ${referralFits(refuseClosed)}
    comment on function job_referral_fits is
      'Nobody is referred to a closed vacancy, over the number of places, or while not on the register.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${referralFits('')}
    comment on function job_referral_fits is 'Nobody is referred over the number of places, or while not on the register.';
    alter table job_referral disable trigger job_referral_ends_once;
    update job_referral set state = 'withdrawn' where state = 'vacancy-closed';
    alter table job_referral enable trigger job_referral_ends_once;
    ${statesAre(states)}
    drop trigger vacancy_closes_once on vacancy;
    drop function vacancy_closes_once;
    alter table vacancy drop closed_at, drop closing_reason, drop closed_by;
  `)
}
