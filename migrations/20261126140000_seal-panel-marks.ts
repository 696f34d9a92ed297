/**
 * Marks of the panel are entered on the case page, each member's own, and given with a seat when the task is completed:
 * they never go through the engine. docs/domain.md 2.4 step 7.
 */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table panel_mark
      drop constraint panel_mark_pkey,
      drop constraint panel_mark_once_per_member,
      add constraint panel_mark_once_per_member primary key (case_id, member),
      add constraint panel_mark_once_per_seat unique (case_id, seat),
      alter column seat drop not null,
      alter column given_at drop not null,
      add column remark text check (remark <> '' and length(remark) <= 2000),
      add column entered_at timestamptz,
      add constraint panel_mark_given_is_whole check ((seat is null) = (given_at is null));
    update panel_mark set entered_at = given_at;
    alter table panel_mark alter column entered_at set not null;
    comment on table panel_mark is 'Marks of the panel, apart from each other: entered on the case page, then given with a seat.';
    comment on column panel_mark.seat is 'Seat on the panel; none until the marks are given.';
    comment on column panel_mark.remark is 'What the member says of the plan and its defence. Personal.';
    comment on column panel_mark.entered_at is 'When they were last entered.';
    comment on column panel_mark.given_at is 'When the member completed the task, and the marks were recorded.';

    create function panel_mark_given_stays() returns trigger language plpgsql as $$
    begin
      raise exception 'Marks that are given stay as they are'
        using errcode = 'check_violation', constraint = 'panel_mark_given_stays';
    end
    $$;
    comment on function panel_mark_given_stays is 'Marks are corrected until they are given, and never after.';
    create trigger panel_mark_given_stays before update on panel_mark for each row
      when (old.seat is not null) execute function panel_mark_given_stays();

    grant update (seat, feasibility, market_potential, budget_quality, defence, remark, entered_at, given_at)
      on panel_mark to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    revoke update (seat, feasibility, market_potential, budget_quality, defence, remark, entered_at, given_at)
      on panel_mark from dost_app;
    drop trigger panel_mark_given_stays on panel_mark;
    drop function panel_mark_given_stays;
    delete from panel_mark where seat is null;
    alter table panel_mark
      drop constraint panel_mark_given_is_whole,
      drop constraint panel_mark_once_per_seat,
      drop constraint panel_mark_once_per_member,
      drop column remark,
      drop column entered_at,
      alter column seat set not null,
      alter column given_at set not null,
      add primary key (case_id, seat),
      add constraint panel_mark_once_per_member unique (case_id, member);
    comment on table panel_mark is 'Marks of the panel, apart from each other. Append-only.';
    comment on column panel_mark.seat is 'Seat on the panel.';
    comment on column panel_mark.given_at is 'When.';
  `)
}
