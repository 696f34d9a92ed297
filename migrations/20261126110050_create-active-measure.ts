/** Active measures for people with the status "unemployed". */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
  create table active_measure (
    id uuid primary key default gen_random_uuid(),
    case_id uuid not null references job_seeker,
    measure text not null check (measure in ('training', 'public-works', 'subsidised-job', 'self-employment')),
    begun_on date not null,
    due_at timestamptz,
    outcome text check (outcome in ('completed', 'placed', 'dropped-out', 'not-held', 'case-opened')),
    ended_on date,
    opened_case_id uuid references case_file,
    constraint active_measure_ended_is_whole check ((outcome is null) = (ended_on is null)),
    constraint active_measure_opens_self_employment
      check ((outcome is not distinct from 'case-opened') = (opened_case_id is not null)
        and (opened_case_id is null or measure = 'self-employment'))
  );
  create unique index active_measure_one_goes_on on active_measure (case_id, measure) where outcome is null;
  comment on table active_measure is 'Active measures for people with the status "unemployed".';
  comment on column active_measure.id is 'Key.';
  comment on column active_measure.case_id is 'For whom.';
  comment on column active_measure.measure is 'Which measure.';
  comment on column active_measure.begun_on is 'Day on which it began.';
  comment on column active_measure.due_at is 'When its outcome is asked for; empty where another case goes on with it.';
  comment on column active_measure.outcome is 'How it ended.';
  comment on column active_measure.ended_on is 'Day on which it ended.';
  comment on column active_measure.opened_case_id is 'The case of self-employment that was opened.';

  create function active_measure_for_unemployed() returns trigger language plpgsql as $$
  begin
    if not exists (select from job_seeker where case_id = new.case_id and state = 'unemployed') then
      raise exception 'Active measures are for people with the status unemployed'
        using errcode = 'check_violation', constraint = 'active_measure_for_unemployed';
    end if;
    return new;
  end
  $$;
  comment on function active_measure_for_unemployed is 'Active measures follow the status.';
  create trigger active_measure_for_unemployed before insert on active_measure
    for each row execute function active_measure_for_unemployed();

  grant select, insert on active_measure to dost_app;
  grant update (outcome, ended_on, opened_case_id) on active_measure to dost_app;
`)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table active_measure;
    drop function active_measure_for_unemployed;
  `)
}
