-- Stands in for the shipped schema in tests of the database machinery.
do $$
declare
    role_name text;
begin
    foreach role_name in array array ['kessai_server', 'kessai_batch', 'kessai_reader'] loop
        if not exists (select from pg_roles where rolname = role_name) then
            execute format('create role %I nologin', role_name);
        end if;
    end loop;
end $$;

create table note (id bigint primary key, body text not null);

grant select, insert on note to kessai_server;
grant select on note to kessai_reader;

create function kessai_ensure_partitions(days integer) returns integer
language sql security definer
return days;
