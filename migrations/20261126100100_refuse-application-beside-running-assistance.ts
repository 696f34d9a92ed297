/** Nobody applies for assistance that is being paid to their household: it is changed or renewed, not assigned twice. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index household_member_by_fin on household_member (fin);

    create function household_member_is_not_assisted() returns trigger language plpgsql as $$
    declare
      running record;
    begin
      select term_file.number, valid_to into running
      from added
        join case_file applying on applying.id = added.case_id
        join household_member before on before.fin = added.fin and before.case_id <> added.case_id
        join entitlement on entitlement.case_id = before.case_id
          or entitlement.case_id in (select case_id from redecision where application_case_id = before.case_id)
        join assistance_term term on term.entitlement_id = entitlement.id
        join case_file term_file on term_file.id = term.case_id
      where added.open and term.ended_on is null and valid_to >= applying.application_date
        -- Who has left the family since applies for another.
        and not exists (
          select from (
            select declared from assistance_change join declaration using (case_id)
            where term_case_id = term.case_id and result in ('unchanged', 'amount-changed')
            order by decided_at desc limit 1) newest
          where not declared #> '{declaration,members}' @> jsonb_build_array(jsonb_build_object('fin', added.fin)))
      limit 1;
      if running.number is not null then
        raise exception 'The household is being assisted' using errcode = 'UD011',
          constraint = 'household_member_is_not_assisted', detail = running.number || ' ' || running.valid_to;
      end if;
      return null;
    end
    $$;
    comment on function household_member_is_not_assisted is 'No application of somebody whose household is being paid assistance is taken in: changes are reported, and the end is followed by a renewal.';
    create trigger household_member_is_not_assisted after insert on household_member
      referencing new table as added for each statement execute function household_member_is_not_assisted();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger household_member_is_not_assisted on household_member;
    drop function household_member_is_not_assisted;
    drop index household_member_by_fin;
  `)
}
