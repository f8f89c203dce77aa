-- Why: two people where money moves. Maker and checker already differ; each is now the login that writes the row, so
--      that nobody is both by giving another name. Only a database declared local, where all share one login, takes any
--      name. Programs read the same row before they take a shortcut of the local profile.
-- Locks: share row exclusive on clearing_resolutions and clearing_checks, for a moment; no row is read or rewritten.
-- Undo: drop both triggers, clearing_operator_is_login() and kessai_environment.

-- What the database is for: one row, which the schema's owner alone may change. No row counts as production.
create table kessai_environment (
    is_only boolean not null default true,
    profile text    not null,
    constraint kessai_environment_one_row primary key (is_only),
    constraint kessai_environment_only check (is_only),
    constraint kessai_environment_profile_known check (profile in ('production', 'local'))
);
insert into kessai_environment (profile) values ('production');

-- session_user is who logged in, whatever role was set since. The column is the trigger's argument; its name with
-- _is_login is the constraint's.
create function clearing_operator_is_login() returns trigger
    language plpgsql
    set search_path = public, pg_temp
as $$
declare
    operator text := to_jsonb(new) ->> tg_argv[0];
begin
    if operator is distinct from session_user
       and not exists (select from kessai_environment where profile = 'local') then
        raise exception '% % is not the login %: only a database declared local takes another name',
            tg_argv[0], operator, session_user
            using errcode = 'check_violation', constraint = tg_table_name || '_' || tg_argv[0] || '_is_login';
    end if;
    return new;
end
$$;
create trigger clearing_resolutions_maker_is_login
    before insert or update on clearing_resolutions
    for each row
    execute function clearing_operator_is_login('maker');
create trigger clearing_checks_checker_is_login
    before insert or update on clearing_checks
    for each row
    execute function clearing_operator_is_login('checker');

grant select on kessai_environment to kessai_server, kessai_batch, kessai_reader;
