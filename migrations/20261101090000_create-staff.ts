/** Staff, their groups and their sessions; also the application's database role, which later migrations grant to. */
import type { Knex } from 'knex'

export async function up(knex: Knex): Promise<void> {
  // The stack creates the role with its password. On another server the owner may not create roles:
  // then an administrator has to, once, before this migration.
  await knex.raw(`
    do $$
    begin
      if not exists (select from pg_roles where rolname = 'dost_app') then
        create role dost_app nologin;
      end if;
    exception
      when insufficient_privilege then
        raise exception 'The role dost_app does not exist and this user may not create it. Ask an administrator to run: create role dost_app login password ''...'''
          using errcode = 'insufficient_privilege';
      when duplicate_object or unique_violation then null; -- two databases of one server migrated at once
    end
    $$;
    revoke create on schema public from public;
    grant usage on schema public to dost_app;
    grant select on knex_migrations to dost_app; -- readiness compares it with the code
  `)

  await knex.raw(`
    create table staff (
      user_name text primary key check (user_name ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
      display_name text not null check (length(display_name) between 1 and 200),
      password_hash text not null check (password_hash ~ '^[$]2[aby][$]'),
      fin text unique check (fin ~ '^[0-9A-HJ-NP-Z]{7}$'),
      active boolean not null default true,
      failed_logins integer not null default 0 check (failed_logins >= 0),
      locked_until timestamptz
    );
    comment on table staff is 'People and service accounts that may log in; the same user names as in Tasklist.';
    comment on column staff.user_name is 'Login name, as in Tasklist.';
    comment on column staff.display_name is 'Name shown to colleagues. Personal.';
    comment on column staff.password_hash is 'bcrypt hash; the same hash serves Tasklist.';
    comment on column staff.fin is 'FIN of the person, so that nobody decides on their own household; empty for service accounts. Personal.';
    comment on column staff.active is 'False for people who left: they may neither log in nor decide.';
    comment on column staff.failed_logins is 'Wrong passwords in a row since the last good login.';
    comment on column staff.locked_until is 'No login before this instant.';

    create table staff_group (
      user_name text not null references staff on update cascade on delete cascade,
      group_name text not null check (group_name ~ '^[a-z]+(-[a-z]+)*$'),
      primary key (user_name, group_name)
    );
    comment on table staff_group is 'Which groups a member of staff is in; candidate groups of user tasks and roles of the API.';
    comment on column staff_group.user_name is 'The member of staff.';
    comment on column staff_group.group_name is 'Group, e.g. dost-inspector-khazar.';

    create table staff_session (
      token_sha256 text primary key check (token_sha256 ~ '^[0-9a-f]{64}$'),
      user_name text not null references staff on update cascade on delete cascade,
      csrf_token text not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      constraint staff_session_ends_after_it_begins check (expires_at > created_at)
    );
    create index staff_session_by_end on staff_session (expires_at);
    create index staff_session_by_user on staff_session (user_name);
    comment on table staff_session is 'Logins that are still valid.';
    comment on column staff_session.token_sha256 is 'SHA-256 of the cookie: a copy of this table lets nobody in.';
    comment on column staff_session.user_name is 'Who logged in.';
    comment on column staff_session.csrf_token is 'Expected with every writing request of the session.';
    comment on column staff_session.created_at is 'When the person logged in.';
    comment on column staff_session.expires_at is 'When the session ends by itself.';

    grant select on staff, staff_group to dost_app;
    grant update (failed_logins, locked_until) on staff to dost_app;
    grant select, insert, delete on staff_session to dost_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  // The role stays: other databases of the server may use it.
  await knex.raw('drop table staff_session, staff_group, staff')
}
