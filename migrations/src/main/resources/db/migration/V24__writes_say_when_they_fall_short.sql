-- Why: a lane sends what a batch writes and its commit together, one wait for the database less in every answer. So the
--      statement itself has to fail where it wrote less than it was to: the commit behind it is then skipped.
-- Locks: none, the function is new.
-- Undo: drop the function once no server of this release runs.
--
-- Migrations first: servers of this release do not start without it. V22 wants it the other way round, so the release of V22
-- has to be deployed whole, servers and then its migration, before this one.
--
-- written, due: rows of each table in turn. keys_first: whether the first are those of the journal, where a row less means
-- that another server has taken a message's key. The two SQL states are ours (KE: Kessai).
create function kessai_require_written(written bigint[], due bigint[], keys_first boolean) returns boolean
    language plpgsql
as $$
begin
    if written = due then
        return true;
    end if;
    if keys_first and written[1] < due[1] then
        raise exception 'a message''s key is taken' using errcode = 'KE001';
    end if;
    raise exception '% rows written, % were to be', written, due using errcode = 'KE002';
end
$$;
revoke all on function kessai_require_written(bigint[], bigint[], boolean) from public;
grant execute on function kessai_require_written(bigint[], bigint[], boolean) to kessai_server;
