-- Why: other programs want to know what becomes of authorizations, at least once and in order per account. Both programs
--      write what they change as events, in the transaction that changes it (an outbox); AuthorizationService.Watch reads
--      them. Days are partitions, as the journal's are, so that a day that is no longer kept costs no delete.
-- Locks: none that matter, every object is new; the two functions are replaced under their own names.
-- Undo: drop table events, event_stream; drop sequence event_ids; drop function kessai_drop_events(integer); create
--      kessai_ensure_partitions as in V1.
--
-- id: drawn while the account is locked and never in advance (cache 1), so the ids of one account rise in the order in which
-- its transactions commit; those of different accounts need not. xid: the transaction, by which a reader tells what it has
-- seen from what was not yet committed then. occurred_at: arrival of the message; when it was recorded, for clearing.
-- amount: by how much the hold, or for single messages what is posted, moved, or what was asked and declined, in minor units of
-- the account's currency; remaining: what the authorization holds after it; booked: signed, what it moved on the account's
-- posted balance. Without an authorization (a presentment that found none) its two ids are null.
create sequence event_ids as bigint cache 1 no cycle;
create table events (
    id               bigint      not null default nextval('event_ids'),
    xid              xid8        not null default pg_current_xact_id(),
    recorded_at      timestamptz not null default now(),
    occurred_at      timestamptz not null,
    account_id       bigint      not null,
    card_id          bigint,
    authorization_id bigint,
    amount           bigint      not null,
    remaining        bigint      not null,
    booked           bigint      not null,
    currency         smallint    not null,
    kind             text        not null,
    reason           text        not null,
    message_key      text        not null,
    constraint events_id primary key (id, recorded_at),
    constraint events_amount_not_negative check (amount >= 0 and remaining >= 0),
    constraint events_kind_known check (
        kind in ('approved', 'declined', 'incremented', 'raised', 'lowered', 'reversed', 'cleared', 'released', 'expired'))
) partition by range (recorded_at);
create table events_default partition of events default;
-- What was not committed yet when a reader last looked is found by its transaction.
create index events_transaction on events (xid);

-- One row. name: of this history; change it after a restore that the database itself cannot tell (docs/authorization.md,
-- section 9). recorded_since: from when on every writer has written events; move it when the last server that did not has
-- ended. kept_since: all events recorded from then on are here.
create table event_stream (
    recorded_since timestamptz not null default now(),
    kept_since     timestamptz not null default '-infinity',
    name           uuid        not null default gen_random_uuid(),
    is_the_one     boolean     not null default true,
    constraint event_stream_one_row primary key (is_the_one),
    constraint event_stream_is_the_one check (is_the_one)
);
insert into event_stream default values;

-- Partitions of the journal and of the events, a UTC date each, from yesterday to some days ahead. Called by the migrations
-- program and daily by the server, which may not create tables itself and says which date its clock has. Returns how many
-- days from today are covered.
create or replace function kessai_ensure_partitions(
    days_ahead integer,
    today      date default (now() at time zone 'UTC')::date
) returns integer
    language plpgsql
    security definer
    set search_path = public, pg_temp
    set timezone = 'UTC'
as $$
declare
    parent  text;
    day     date;
    covered integer := 0;
begin
    if days_ahead not between 0 and 400 then
        raise exception 'days_ahead must be between 0 and 400, got %', days_ahead using errcode = 'invalid_parameter_value';
    end if;
    perform pg_advisory_xact_lock(hashtext('kessai_ensure_partitions'));
    foreach parent in array array['journal', 'events'] loop
        for day in select generate_series(today - 1, today + days_ahead, interval '1 day')::date loop
            if to_regclass(parent || to_char(day, '_YYYYMMDD')) is null then
                begin
                    execute format(
                        'create table %I partition of %I for values from (%L) to (%L)',
                        parent || to_char(day, '_YYYYMMDD'), parent, day, day + 1);
                exception when check_violation then
                    -- Rows of this date are in the default partition already: they stay there, and so does the date.
                    raise warning '% partition for % not created: the default partition holds rows of that date', parent, day;
                end;
            end if;
        end loop;
    end loop;
    select count(*)
    into covered
    from generate_series(today, today + days_ahead, interval '1 day') as d
    where to_regclass('journal' || to_char(d, '_YYYYMMDD')) is not null
      and to_regclass('events' || to_char(d, '_YYYYMMDD')) is not null;
    return covered;
end
$$;

-- Drops the oldest day of events if it ended more than keep_days ago, and says from when on all are here. One day a call: the
-- table is locked for a moment, and lanes wait meanwhile. Returns how many more days there are to drop.
create function kessai_drop_events(keep_days integer) returns integer
    language plpgsql
    security definer
    set search_path = public, pg_temp
    set timezone = 'UTC'
as $$
declare
    before date := (now() - make_interval(days => keep_days))::date;
    old    date[];
begin
    if keep_days not between 1 and 3650 then
        raise exception 'keep_days must be between 1 and 3650, got %', keep_days using errcode = 'invalid_parameter_value';
    end if;
    perform pg_advisory_xact_lock(hashtext('kessai_ensure_partitions'));
    select array_agg(p.day order by p.day)
    into old
    from (
        select to_date(substr(c.relname, 8), 'YYYYMMDD') as day
        from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'events'::regclass
          and c.relname ~ '^events_\d{8}$'
    ) p
    where p.day < before;
    if old is null then
        return 0;
    end if;
    execute format('drop table %I', 'events' || to_char(old[1], '_YYYYMMDD'));
    delete from events_default where recorded_at < old[1] + 1;
    update event_stream set kept_since = greatest(kept_since, old[1] + 1);
    return cardinality(old) - 1;
end
$$;
revoke all on function kessai_drop_events(integer) from public;

grant select on events, event_stream to kessai_server, kessai_batch, kessai_reader;
grant insert on events to kessai_server, kessai_batch;
grant usage on sequence event_ids to kessai_server, kessai_batch;
grant execute on function kessai_drop_events(integer) to kessai_server;

select kessai_ensure_partitions(14);
