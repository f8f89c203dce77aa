-- Why: authorizations are found by the indexes of V25; each new one was still entered in these, on a page that its card decides.
-- Locks: access exclusive on authorizations for a moment; not in the company of who reads it for long: after two seconds the
--      migration gives up, and nobody has waited longer behind it.
-- Undo: create the five again (V1, V7), concurrently.
--
-- Of a later release than V25: servers from before that know no other indexes, and would read the whole of one for each
-- reversal. Where those still run, release the commit before this migration first.
set local lock_timeout = '2s';
do $$
begin
    if (select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indrelid = 'authorizations'::regclass and starts_with(c.relname, 'authorizations_by_') and i.indisvalid) < 6 then
        raise exception 'an index of V25 is missing or was not built to its end'
            using hint = 'see pg_index.indisvalid; drop it, and create it again concurrently as V25 has it';
    end if;
end
$$;
drop index authorizations_stan;
drop index authorizations_rrn;
drop index authorizations_approval_code;
drop index authorizations_network_transaction;
drop index authorizations_trace;
