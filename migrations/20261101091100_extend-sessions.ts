/** For the API: the order of its list of cases, sessions that end when they are not used, and those of an identity provider that vouches for some groups only. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table staff_session add column groups text[];
    comment on column staff_session.groups is
      'Groups the identity provider vouched for at login: the session has no others. Empty for a login by password.';
    comment on column staff_session.expires_at is 'When the session ends by itself; moved on while it is used.';
    grant update (expires_at) on staff_session to dost_app;
    create index case_file_by_application on case_file (application_date desc, number desc);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    revoke update (expires_at) on staff_session from dost_app;
    comment on column staff_session.expires_at is 'When the session ends by itself.';
    alter table staff_session drop column groups;
    drop index case_file_by_application;
  `)
}
