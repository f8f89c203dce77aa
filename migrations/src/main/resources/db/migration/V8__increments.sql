-- Why: a message may add to an authorization, and a later one may mean it alone: its reversal gives back that
--      increment and not the whole chain. The chain is still one row of authorizations; hold_events has the terms.
-- Locks: share row exclusive on authorizations for a moment (the foreign key); the table is new.
-- Undo: drop table increments, as long as no authorization has incremented <> 0.
--
-- One row a message that asked to add to an authorization that is here, declined ones too. amount: what it asked, in the
-- transaction's currency (that of its chain); billed: the same in the account's currency; given_back: how much of
-- billed reversals and declined advices of its own, or its undoing, have taken back.
create table increments (
    authorization_id bigint      not null,
    card_id          bigint      not null,
    amount           bigint      not null,
    billed           bigint      not null,
    given_back       bigint      not null default 0,
    decided_at       timestamptz not null,
    recorded_at      timestamptz not null default now(),
    transmitted_on   date        not null,
    amount_currency  smallint    not null,
    status           text        not null,
    message_key      text        not null,
    network          text        not null,
    message_class    text        not null,
    stan             text        not null,
    transmission     text        not null,
    acquirer         text        not null,
    forwarder        text        not null,
    rrn              text        not null,
    terminal         text        not null,
    approval_code    text        not null,
    network_transaction_id text  not null,
    trace_id         text        not null,
    local_time       text        not null,
    constraint increments_message primary key (message_key, transmitted_on),
    constraint increments_authorization_exists foreign key (authorization_id) references authorizations (id),
    constraint increments_status_known check (status in ('approved', 'declined', 'voided')),
    constraint increments_given_back_what_was_billed check (given_back between 0 and billed),
    constraint increments_declined_gave_nothing check (status <> 'declined' or given_back = 0),
    constraint increments_voided_gave_all_back check (status <> 'voided' or given_back = billed)
) with (fillfactor = 90);
create index increments_authorization on increments (authorization_id);
-- The card stands last in each: while the table is young no other of these indexes then looks as good for a way.
create index increments_stan on increments (stan, card_id);
create index increments_rrn on increments (rrn, card_id);
create index increments_approval_code on increments (approval_code, card_id);

grant select on increments to kessai_server, kessai_batch, kessai_reader;
grant insert, update (given_back, status) on increments to kessai_server;
