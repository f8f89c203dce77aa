-- Why: people look at what was decided in our stead. Advices are journaled as every message is, but only the journal's
--      encoded input says what one reported and what the account had: the report needs both as columns.
-- Locks: none, the tables are new.
-- Undo: drop table advices; drop function kessai_file_updates(bigint[], text[], text[], text[]); drop table file_updates.
--
-- One row an advice (0120, 0121, 0220, 0221) that was decided here; none for those from before. reported: what stand-in
-- or the terminal had decided. taken: by how much it lowered what the account may spend (negative: raised); available:
-- what was left, below zero where we would not have had the funds; both in minor units of the account's currency, 0 where
-- no account is known. original_id: the authorization that it was found to be about, at original_level (1 to 4); null and
-- 0 where none was found. business_date: of arrival, in the programme's zone.
create table advices (
    taken          bigint   not null,
    available      bigint   not null,
    original_id    bigint,
    business_date  date     not null,
    transmitted_on date     not null,
    currency       smallint not null,
    original_level smallint not null,
    reported       text     not null,
    message_key    text     not null,
    constraint advices_natural_key primary key (business_date, message_key, transmitted_on),
    constraint advices_reported_known check (reported in ('approved', 'declined'))
);
grant select on advices to kessai_server, kessai_batch, kessai_reader;
grant insert on advices to kessai_server;

-- Networks are told by 0302 which cards we block and unblock: a row for each network, written with the change of status
-- and sent until the network accepts it. due_at: when it is sent next; while a request is out, when that is given up, so
-- that no other server sends it meanwhile and a server that dies loses nothing. code: DE39 of the last answer.
create table file_updates (
    id           bigint      generated always as identity primary key,
    card_id      bigint      not null,
    requested_at timestamptz not null default now(),
    due_at       timestamptz not null default now(),
    ended_at     timestamptz,
    attempts     integer     not null default 0,
    network      text        not null,
    action       text        not null,
    outcome      text        not null default '',
    code         text        not null default '',
    constraint file_updates_card_exists foreign key (card_id) references cards (id),
    constraint file_updates_action_known check (action in ('block', 'unblock')),
    constraint file_updates_outcome_known check (outcome in ('', 'accepted', 'superseded')),
    constraint file_updates_ended_with_outcome check ((outcome = '') = (ended_at is null))
);
-- One a card and network waits at most: a later change says more than an earlier one that is not accepted.
create unique index file_updates_waiting on file_updates (card_id, network) where ended_at is null;
create index file_updates_due on file_updates (network, due_at) where ended_at is null;

-- Has networks told of cards: cards[i] by actions[i], all of networks but origins[i], which knows. What waits for the same
-- network ends; where that may be out just now, the new one waits up to a minute for it. Within the caller's transaction,
-- which has changed the cards.
create function kessai_file_updates(cards bigint[], actions text[], origins text[], networks text[]) returns bigint
    language sql
    set search_path = public, pg_temp
as $$
    with asked as (
        select c.card_id, c.action, n.network
        from unnest(cards, actions, origins) as c (card_id, action, origin)
        cross join unnest(networks) as n (network)
        where n.network <> c.origin
    ), superseded as (
        update file_updates f
        set ended_at = now(),
            outcome = 'superseded'
        from asked a
        where f.card_id = a.card_id and f.network = a.network and f.ended_at is null
        returning f.card_id, f.network, f.due_at
    ), told as (
        insert into file_updates (card_id, action, network, due_at)
        select a.card_id, a.action, a.network,
               case when s.due_at > now() then least(s.due_at, now() + interval '1 minute') else now() end
        from asked a
        left join superseded s on s.card_id = a.card_id and s.network = a.network
        order by a.card_id, a.network
        returning id
    )
    select count(*) from told
$$;
revoke all on function kessai_file_updates(bigint[], text[], text[], text[]) from public;
grant execute on function kessai_file_updates(bigint[], text[], text[], text[]) to kessai_server;
grant select on file_updates to kessai_server, kessai_batch, kessai_reader;
grant insert, update (due_at, ended_at, attempts, outcome, code) on file_updates to kessai_server;
