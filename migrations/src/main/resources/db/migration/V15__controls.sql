-- Why: an issuer sets controls for a card, an account or a product: what is allowed, and how much of it. They are data
--      in versions that never change, so that the journal can name what decided. What they measure is counted: an
--      authorization and an increment say on their own row what they count for, at the moment they were decided; a
--      card or account that controls apply to has the sums of its fixed windows in one row, moved in the commit of
--      each decision and made from those rows when it first meets controls.
-- Locks: access exclusive on authorizations, increments and journal_events for a moment each (constant defaults and
--      constraints validated afterwards rewrite nothing); share on authorizations and increments while their new index
--      is built. Authorizations from before count nothing.
-- Undo: drop function usage_of(text, bigint, date, text); drop view usage_events; drop table usage; drop table controls;
--      alter table authorizations drop column counted; alter table increments drop column counted; restore
--      journal_events_kind_known of V1 as long as there is no event of kind shadow.
create table controls (
    id         bigint generated always as identity primary key,
    set_at     timestamptz not null default now(),
    version    integer     not null,
    scope      text        not null,
    subject    text        not null,
    state      text        not null,
    rules      text        not null,
    set_by     text        not null,
    request_id text        not null,
    constraint controls_version_of_subject unique (scope, subject, version),
    constraint controls_request unique (request_id),
    constraint controls_version_positive check (version > 0),
    constraint controls_scope_known check (scope in ('product', 'account', 'card')),
    constraint controls_state_known check (state in ('enforced', 'shadow'))
);
create index controls_newest on controls (scope, subject, state, version);

alter table authorizations
    add column counted bigint not null default 0,
    add constraint authorizations_counted_not_negative check (counted >= 0) not valid;
alter table authorizations validate constraint authorizations_counted_not_negative;
alter table increments
    add column counted bigint not null default 0,
    add constraint increments_counted_not_negative check (counted >= 0) not valid;
alter table increments validate constraint increments_counted_not_negative;

-- What was declined or given back takes no room in them.
create index authorizations_counted on authorizations (card_id, decided_at) where counted > 0;
create index increments_counted on increments (decided_at, card_id) where counted > 0;

alter table journal_events
    drop constraint journal_events_kind_known,
    add constraint journal_events_kind_known check (
        kind in ('delivered', 'voided', 'exception', 'marked', 'key_reused', 'shadow')) not valid;
alter table journal_events validate constraint journal_events_kind_known;

-- Everything that counts, in minor units of the account's currency. Cash and quasi-cash are as DE3 says.
create view usage_events as
select a.card_id, a.decided_at, a.counted as units, 1 as authorizations,
       left(a.processing_code, 2) in ('01', '12', '17', '11', '18') as is_cash
from authorizations a
where a.counted > 0
union all
select i.card_id, i.decided_at, i.counted, 0,
       left(a.processing_code, 2) in ('01', '12', '17', '11', '18')
from increments i
join authorizations a on a.id = i.authorization_id
where i.counted > 0;

-- counted_on: the business date last counted on, in the zone beside it; each window is the one that contains it.
create table usage (
    subject_id           bigint  not null,
    day_amount           bigint  not null,
    day_count            bigint  not null,
    day_cash_amount      bigint  not null,
    day_cash_count       bigint  not null,
    week_amount          bigint  not null,
    week_count           bigint  not null,
    week_cash_amount     bigint  not null,
    week_cash_count      bigint  not null,
    month_amount         bigint  not null,
    month_count          bigint  not null,
    month_cash_amount    bigint  not null,
    month_cash_count     bigint  not null,
    year_amount          bigint  not null,
    year_count           bigint  not null,
    year_cash_amount     bigint  not null,
    year_cash_count      bigint  not null,
    lifetime_amount      bigint  not null,
    lifetime_count       bigint  not null,
    lifetime_cash_amount bigint  not null,
    lifetime_cash_count  bigint  not null,
    counted_on           date    not null,
    scope                text    not null,
    zone                 text    not null,
    constraint usage_of_subject primary key (scope, subject_id),
    constraint usage_scope_known check (scope in ('account', 'card')),
    constraint usage_not_negative check (
        least(day_amount, day_count, day_cash_amount, day_cash_count, week_amount, week_count, week_cash_amount,
              week_cash_count, month_amount, month_count, month_cash_amount, month_cash_count, year_amount, year_count,
              year_cash_amount, year_cash_count, lifetime_amount, lifetime_count, lifetime_cash_amount,
              lifetime_cash_count) >= 0)
) with (fillfactor = 50);

-- The windows of a card or an account that contain a date, summed up from what counts. The lane makes rows of it, the
-- audit compares them with it.
create function usage_of(of_scope text, of_subject bigint, on_date date, in_zone text)
    returns table (
        day_amount bigint, day_count bigint, day_cash_amount bigint, day_cash_count bigint,
        week_amount bigint, week_count bigint, week_cash_amount bigint, week_cash_count bigint,
        month_amount bigint, month_count bigint, month_cash_amount bigint, month_cash_count bigint,
        year_amount bigint, year_count bigint, year_cash_amount bigint, year_cash_count bigint,
        lifetime_amount bigint, lifetime_count bigint, lifetime_cash_amount bigint, lifetime_cash_count bigint)
    language plpgsql
    stable
    set search_path = public, pg_temp
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    return query
        select coalesce(sum(e.units) filter (where e.day = on_date), 0)::bigint,
               coalesce(sum(e.authorizations) filter (where e.day = on_date), 0)::bigint,
               coalesce(sum(e.units) filter (where e.day = on_date and e.is_cash), 0)::bigint,
               coalesce(sum(e.authorizations) filter (where e.day = on_date and e.is_cash), 0)::bigint,
               coalesce(sum(e.units) filter (where e.week = date_trunc('week', on_date::timestamp)), 0)::bigint,
               coalesce(sum(e.authorizations) filter (where e.week = date_trunc('week', on_date::timestamp)), 0)::bigint,
               coalesce(sum(e.units) filter (where e.week = date_trunc('week', on_date::timestamp) and e.is_cash), 0)::bigint,
               coalesce(sum(e.authorizations) filter (where e.week = date_trunc('week', on_date::timestamp) and e.is_cash), 0)::bigint,
               coalesce(sum(e.units) filter (where e.month = date_trunc('month', on_date::timestamp)), 0)::bigint,
               coalesce(sum(e.authorizations) filter (where e.month = date_trunc('month', on_date::timestamp)), 0)::bigint,
               coalesce(sum(e.units) filter (where e.month = date_trunc('month', on_date::timestamp) and e.is_cash), 0)::bigint,
               coalesce(sum(e.authorizations) filter (where e.month = date_trunc('month', on_date::timestamp) and e.is_cash), 0)::bigint,
               coalesce(sum(e.units) filter (where e.year = date_trunc('year', on_date::timestamp)), 0)::bigint,
               coalesce(sum(e.authorizations) filter (where e.year = date_trunc('year', on_date::timestamp)), 0)::bigint,
               coalesce(sum(e.units) filter (where e.year = date_trunc('year', on_date::timestamp) and e.is_cash), 0)::bigint,
               coalesce(sum(e.authorizations) filter (where e.year = date_trunc('year', on_date::timestamp) and e.is_cash), 0)::bigint,
               coalesce(sum(e.units), 0)::bigint,
               coalesce(sum(e.authorizations), 0)::bigint,
               coalesce(sum(e.units) filter (where e.is_cash), 0)::bigint,
               coalesce(sum(e.authorizations) filter (where e.is_cash), 0)::bigint
        from (
            select u.units, u.authorizations, u.is_cash,
                   (u.decided_at at time zone in_zone)::date as day,
                   date_trunc('week', u.decided_at at time zone in_zone) as week,
                   date_trunc('month', u.decided_at at time zone in_zone) as month,
                   date_trunc('year', u.decided_at at time zone in_zone) as year
            from (select c.id from cards c where of_scope = 'card' and c.id = of_subject
                  union all
                  select c.id from cards c where of_scope = 'account' and c.account_id = of_subject) d
            cross join lateral (select * from usage_events x where x.card_id = d.id offset 0) u) e;
end
$$;
revoke all on function usage_of(text, bigint, date, text) from public;

grant select on controls, usage, usage_events to kessai_server, kessai_batch, kessai_reader;
grant insert on controls to kessai_server;
grant insert, update on usage to kessai_server;
grant update (counted) on authorizations to kessai_server;
grant update (counted) on increments to kessai_server;
grant execute on function usage_of(text, bigint, date, text) to kessai_server, kessai_batch, kessai_reader;
