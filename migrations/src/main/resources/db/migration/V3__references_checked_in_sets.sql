-- Why: a night writes three to four of these rows a record, and checking each row's references on its own was a quarter
--      of what posting costs the database. They are now checked once a statement, over all of its rows.
--      That the row referred to stays is not for a constraint to see: nobody may delete from authorizations, accounts or
--      ledger_transactions, or change their ids.
-- Locks: access exclusive on hold_events and ledger_postings, share row exclusive on what they refer to, for a moment.
-- Undo: drop both triggers and hold_events_refer(), restore ledger_postings_balance() of V2, add the constraints again
--      (V1; each reads its table once).
alter table hold_events drop constraint hold_events_authorization_exists;
alter table ledger_postings
    drop constraint ledger_postings_transaction_exists,
    drop constraint ledger_postings_account_exists;

create function hold_events_refer() returns trigger
    language plpgsql
    set search_path = public, pg_temp
as $$
declare
    missing bigint;
begin
    select n.authorization_id
    into missing
    from recorded n
    where (select a.id from authorizations a where a.id = n.authorization_id) is null
    limit 1;
    if found then
        raise exception 'hold event of authorization %, which does not exist', missing
            using errcode = 'foreign_key_violation', constraint = 'hold_events_authorization_exists';
    end if;
    return null;
end
$$;
create trigger hold_events_authorization_exists
    after insert on hold_events
    referencing new table as recorded
    for each statement
    execute function hold_events_refer();

-- As in V2, and the references. A scalar subquery is a look into the index for each row, whatever the statistics say.
create or replace function ledger_postings_balance() returns trigger
    language plpgsql
    set search_path = public, pg_temp
as $$
declare
    wrong bigint;
begin
    select n.transaction_id
    into wrong
    from posted n
    group by n.transaction_id, n.currency
    having sum(case n.direction when 'credit' then n.amount else -n.amount end) <> 0
    limit 1;
    if found then
        raise exception 'ledger transaction % does not sum to zero per currency: insert all of its postings in one statement',
            wrong using errcode = 'check_violation', constraint = 'ledger_transaction_balances';
    end if;
    select n.transaction_id
    into wrong
    from (select distinct p.transaction_id from posted p) n
    where (select t.id from ledger_transactions t where t.id = n.transaction_id) is null
    limit 1;
    if found then
        raise exception 'posting of ledger transaction %, which does not exist', wrong
            using errcode = 'foreign_key_violation', constraint = 'ledger_postings_transaction_exists';
    end if;
    select n.account_id
    into wrong
    from (select distinct p.account_id from posted p where p.account_id is not null) n
    where (select a.id from accounts a where a.id = n.account_id) is null
    limit 1;
    if found then
        raise exception 'posting on account %, which does not exist', wrong
            using errcode = 'foreign_key_violation', constraint = 'ledger_postings_account_exists';
    end if;
    return null;
end
$$;
