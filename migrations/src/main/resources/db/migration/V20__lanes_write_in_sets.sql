-- Why: two thirds of what a message costs the database are the rows that its lane writes.
--      Each new authorization had its references to account and card checked by a query a row, which also locked and so wrote
--      the card that nothing else changes. They are now checked once a statement, over all of its rows, as those of hold_events
--      are (V3), and together: the account is the card's. That the row referred to stays is not for a constraint to see: nobody
--      may delete from cards or accounts, or change ids.
--      Check constraints are read from their text once a statement: eleven of them cost a statement of one row a third of its
--      time. Two are left, in shorter words; what nobody may change later (the columns that no role may update) is checked
--      with the references.
--      And rows travelled as an array a column: 46 functions and as many stores of their results for one statement. They
--      now travel as one array of a composite type.
-- Locks: access exclusive on accounts, cards and authorizations, for a moment, in the order in which lanes take them: nothing is
--      read (every row was held to the same rules by the old constraints; V21 reads them, without such a lock).
-- Undo: drop the trigger, authorizations_refer() and the two new constraints, add the old ones again (V1, V9, V10, V14, V15;
--      each reads the table once); drop the types.
lock table accounts, cards, authorizations in access exclusive mode;
alter table authorizations
    drop constraint authorizations_account_exists,
    drop constraint authorizations_card_exists,
    drop constraint authorizations_counted_not_negative,
    drop constraint authorizations_direction_known,
    drop constraint authorizations_only_approved_hold,
    drop constraint authorizations_only_approved_posted,
    drop constraint authorizations_posted_not_negative,
    drop constraint authorizations_presence_known,
    drop constraint authorizations_rate_has_its_markup,
    drop constraint authorizations_remaining_not_negative,
    drop constraint authorizations_scheme_known,
    drop constraint authorizations_status_known,
    drop constraint authorizations_terms_not_negative,
    add constraint authorizations_amounts_not_negative check (
        least(authorized, incremented, raised, lowered, reversed, cleared, released, expired, remaining, posted, counted) >= 0)
        not valid,
    add constraint authorizations_only_approved_amounts check (
        status = 'approved' or (status in ('declined', 'voided') and remaining = 0 and posted = 0)) not valid;

-- A scalar subquery is a look into the index for each row, whatever the statistics say.
create function authorizations_refer() returns trigger
    language plpgsql
    set search_path = public, pg_temp
as $$
declare
    wrong bigint;
begin
    select n.id
    into wrong
    from opened n
    where (select c.account_id from cards c where c.id = n.card_id) is distinct from n.account_id
       or n.direction not in ('debit', 'credit')
       or n.scheme not in ('mastercard', 'visa', 'other')
       or n.presence not in ('card-present', 'e-commerce', 'merchant-initiated', 'unknown')
       or (n.rate is null) <> (n.markup_basis_points is null)
    limit 1;
    if found then
        raise exception 'authorization %: no card of its account, or a direction, scheme, presence or rate that there is not',
            wrong using errcode = 'check_violation', constraint = 'authorizations_refer';
    end if;
    return null;
end
$$;
create trigger authorizations_refer
    after insert on authorizations
    referencing new table as opened
    for each statement
    execute function authorizations_refer();

-- What lanes write, a row each; the columns are those of the tables. Servers that run know these by the order of their
-- columns: never change one, add a type of another name.
create type opened_authorization as (
    id bigint, account_id bigint, card_id bigint, decided_at timestamptz, amount bigint, billed bigint, authorized bigint,
    incremented bigint, raised bigint, lowered bigint, reversed bigint, cleared bigint, released bigint,
    lowest_target bigint, expires_on date, transmitted_on date, policy_version smallint, currency smallint,
    amount_currency smallint, status text, direction text, message_key text, network text, message_class text, stan text,
    transmission text, acquirer text, forwarder text, rrn text, terminal text, approval_code text,
    network_transaction_id text, trace_id text, local_time text, processing_code text, mcc text, merchant text,
    posted bigint, held_from date, asked bigint, scheme text, presence text, is_pre_authorization boolean, rate text,
    markup_basis_points integer, counted bigint);
create type changed_authorization as (
    id bigint, incremented bigint, raised bigint, lowered bigint, reversed bigint, cleared bigint, posted bigint,
    released bigint, amount bigint, billed bigint, amount_currency smallint, lowest_target bigint, status text,
    counted bigint);
create type journal_entry as (
    transmitted_on date, input_version smallint, currency smallint, amount bigint, approved_amount bigint, card_id bigint,
    account_id bigint, authorization_id bigint, received_at timestamptz, mti text, processing_code text, reason text,
    approval_code text, message_key text, pan_token bytea, input bytea, outcome bytea, policy_version smallint);
create type hold_event as (
    authorization_id bigint, amount bigint, transmitted_on date, original_level smallint, term text, message_key text);
create type told_event as (
    occurred_at timestamptz, account_id bigint, card_id bigint, authorization_id bigint, amount bigint, remaining bigint,
    booked bigint, currency smallint, kind text, reason text, message_key text);
-- held, posted: by how much.
create type account_change as (
    id bigint, held bigint, posted bigint, usage bigint[], usage_on date, usage_zone text);
create type card_change as (
    id bigint, pin_failures smallint, highest_counter integer, used_counters bigint, usage bigint[], usage_on date,
    usage_zone text);
