-- Why: clearing. Files as received and accepted, their records, what each was matched with and what came of it, the
--      exceptions people work on, the runs that did it all; what post and expire-holds may change in the books.
-- Locks: access exclusive on ledger_transactions and ledger_postings for a moment (columns with constant defaults, no
--      rewrite; the checks are validated over existing rows); share on authorizations while its index is built.
-- Undo: drop the tables named clearing_*, the index authorizations_expiry and the two columns of ledger_postings;
--      restore ledger_transactions_kind_known and the function
--      ledger_postings_balance of V1; revoke what is granted below.
--
-- Insert-only but for clearing_files (a file's fate), clearing_attempts and clearing_steps (how far they got).
-- Absent text is '', an absent currency 0, an absent amount 0.
-- Matches and outcomes name records, accounts and authorizations without foreign keys: checking them a row at a time
-- costs more than all else a night does. Their writers read what they name in the same transaction; the audit checks.

-- One row a delivery. A digest is taken once: a refused file may come again. is_taken: the plain file is gone from the
-- inbox. is_posted: everything of it is booked, its interchange too, which no record tells.
create table clearing_files (
    id            bigint      generated always as identity primary key,
    received_at   timestamptz not null default now(),
    decided_at    timestamptz,
    size_bytes    bigint      not null,
    business_date date        not null,
    name          text        not null,
    network       text        not null,
    status        text        not null,
    reason        text        not null default '',
    detail        text        not null default '',
    is_taken      boolean     not null default false,
    is_posted     boolean     not null default false,
    archive_key   text        not null,
    digest        bytea       not null,
    constraint clearing_files_network_known check (network in ('', 'mastercard', 'visa')),
    constraint clearing_files_status_known check (status in ('received', 'accepted', 'refused')),
    constraint clearing_files_digest_length check (octet_length(digest) = 32),
    constraint clearing_files_refused_with_reason check ((status = 'refused') = (reason <> '')),
    constraint clearing_files_accepted_with_network check (status <> 'accepted' or network <> ''),
    constraint clearing_files_posted_when_accepted check (status = 'accepted' or not is_posted)
);
create unique index clearing_files_digest on clearing_files (digest) where status <> 'refused';
create index clearing_files_business_date on clearing_files (business_date, id);
create index clearing_files_unposted on clearing_files (id) where status = 'accepted' and not is_posted;

-- The logical files of accepted files. file_key is the file's own id, '' where it has none; taken once.
create table clearing_logical_files (
    file_id             bigint   not null,
    message_count       bigint   not null,
    transaction_amount  bigint   not null,
    billing_amount      bigint   not null,
    header_date         date     not null,
    ordinal             smallint not null,
    is_test             boolean  not null,
    file_key            text     not null,
    constraint clearing_logical_files_natural_key primary key (file_id, ordinal),
    constraint clearing_logical_files_file_exists foreign key (file_id) references clearing_files (id)
);
create unique index clearing_logical_files_key on clearing_logical_files (file_key) where file_key <> '';

-- One row a record of an accepted file, envelope and addenda too. Amounts are in minor units of the currency beside
-- them; transaction_digits is the transaction amount as the file writes it, whatever its exponent there. The trailer's
-- hash totals sum transaction_digits, and Visa's billing_amount.
-- fee_millionths is interchange in millionths of the major unit. transacted_at is local to the acceptor (Visa sends a
-- date only). reference is a hash of network, PAN token and ARN, 0 without an ARN: equal where these are equal.
create table clearing_records (
    file_id                bigint    not null,
    byte_offset            bigint    not null,
    transaction_amount     bigint    not null,
    transaction_digits     bigint    not null default 0,
    billing_amount         bigint    not null,
    settlement_amount      bigint    not null,
    fee_millionths         bigint    not null,
    reference              bigint    not null,
    transacted_at          timestamp not null,
    number                 integer   not null,
    settlement_on          date      not null,
    logical_file           smallint  not null,
    transaction_currency   smallint  not null,
    billing_currency       smallint  not null,
    settlement_currency    smallint  not null,
    fee_currency           smallint  not null,
    sequence_number        smallint  not null,
    sequence_count         smallint  not null,
    is_final               boolean   not null,
    is_collection_only     boolean   not null,
    kind                   text      not null,
    direction              text      not null,
    fee_direction          text      not null,
    type_code              text      not null,
    pan_masked             text      not null,
    arn                    text      not null,
    network_transaction_id text      not null,
    link_id                text      not null,
    approval_code          text      not null,
    rrn                    text      not null,
    terminal               text      not null,
    merchant               text      not null,
    merchant_name          text      not null,
    mcc                    text      not null,
    processing_code        text      not null,
    settlement_service     text      not null,
    problem                text      not null,
    problem_detail         text      not null,
    pan_token              bytea     not null,
    constraint clearing_records_natural_key primary key (file_id, number),
    constraint clearing_records_file_exists foreign key (file_id) references clearing_files (id),
    constraint clearing_records_amounts_not_negative check (
        least(transaction_amount, transaction_digits, billing_amount, settlement_amount, fee_millionths) >= 0),
    constraint clearing_records_direction_known check (direction in ('debit', 'credit')),
    constraint clearing_records_fee_direction_known check (fee_direction in ('debit', 'credit')),
    constraint clearing_records_kind_known check (
        kind in ('presentment', 'presentment_reversal', 'second_presentment', 'second_presentment_reversal',
                 'fee_collection', 'dispute', 'non_financial'))
);
create index clearing_records_reference on clearing_records (reference) where reference <> 0;

-- What the network says it settled (1644/685 and 688, TC 46), seen from us: debit is what we owe.
create table clearing_network_totals (
    file_id       bigint   not null,
    amount        bigint   not null,
    record_count  bigint   not null,
    number        integer  not null,
    settlement_on date     not null,
    line          smallint not null,
    currency      smallint not null,
    scope         text     not null,
    direction     text     not null,
    constraint clearing_network_totals_natural_key primary key (file_id, number, line),
    constraint clearing_network_totals_record_exists
        foreign key (file_id, number) references clearing_records (file_id, number),
    constraint clearing_network_totals_direction_known check (direction in ('debit', 'credit', 'net_debit', 'net_credit'))
);

-- What reconcile found for each record that moves money; post turns it into an outcome. difference is the cleared less
-- the authorized amount in the transaction currency (signed), 0 where these cannot be compared.
create table clearing_matches (
    file_id            bigint   not null,
    account_id         bigint,
    authorization_id   bigint,
    presentment_file   bigint,
    difference         bigint   not null,
    number             integer  not null,
    presentment_number integer,
    level              smallint not null,
    verdict            text     not null,
    tolerance          text     not null,
    agreed             text     not null,
    constraint clearing_matches_natural_key primary key (file_id, number),
    constraint clearing_matches_level_known check (level between 0 and 4),
    constraint clearing_matches_verdict_known check (
        verdict in ('matched', 'matched_reversed', 'matched_declined', 'unmatched', 'ambiguous', 'reversal',
                    'reversal_unmatched', 'duplicate', 'already_posted', 'second_presentment', 'fee', 'dispute',
                    'collection_only', 'record_error', 'unknown_card'))
);
create index clearing_matches_account on clearing_matches (file_id, account_id, number);
create index clearing_matches_authorization on clearing_matches (authorization_id) where authorization_id is not null;
create index clearing_matches_presentment on clearing_matches (presentment_file, presentment_number)
    where presentment_file is not null;

-- What came of a record: exactly one a record of an accepted file. cleared and released came off the hold, over was
-- posted beyond it.
create table clearing_outcomes (
    file_id               bigint      not null,
    ledger_transaction_id bigint,
    cleared               bigint      not null default 0,
    released              bigint      not null default 0,
    over_cleared          bigint      not null default 0,
    posted_at             timestamptz not null default now(),
    number                integer     not null,
    outcome               text        not null,
    constraint clearing_outcomes_natural_key primary key (file_id, number),
    constraint clearing_outcomes_amounts_not_negative check (least(cleared, released, over_cleared) >= 0),
    constraint clearing_outcomes_known check (
        outcome in ('matched', 'matched_with_difference', 'force_posted', 'credit_posted', 'reversal_posted',
                    'reversal_unmatched', 'duplicate', 'already_posted', 'suspended', 'second_presentment',
                    'dispute_record', 'fee_posted', 'collection_only', 'non_financial'))
);

create index clearing_outcomes_forced on clearing_outcomes (file_id, number) where outcome = 'force_posted';

-- A forced post that a later night found the authorization of: releases the hold, posts nothing.
create table clearing_late_links (
    file_id          bigint      not null,
    authorization_id bigint      not null,
    released         bigint      not null,
    linked_at        timestamptz not null default now(),
    number           integer     not null,
    level            smallint    not null,
    agreed           text        not null,
    constraint clearing_late_links_natural_key primary key (file_id, number),
    constraint clearing_late_links_outcome_exists
        foreign key (file_id, number) references clearing_outcomes (file_id, number),
    constraint clearing_late_links_authorization_exists
        foreign key (authorization_id) references authorizations (id)
);
create index clearing_late_links_authorization on clearing_late_links (authorization_id);

-- What people must look at. Open until a resolution of it is in force.
create table clearing_exceptions (
    id            bigint      generated always as identity primary key,
    opened_at     timestamptz not null default now(),
    file_id       bigint      not null,
    account_id    bigint,
    amount        bigint      not null,
    number        integer     not null,
    business_date date        not null,
    currency      smallint    not null,
    kind          text        not null,
    detail        text        not null,
    constraint clearing_exceptions_natural_key unique (file_id, number, kind),
    constraint clearing_exceptions_record_exists
        foreign key (file_id, number) references clearing_records (file_id, number),
    constraint clearing_exceptions_kind_known check (
        kind in ('no_authorization', 'ambiguous', 'over_tolerance', 'suspected_duplicate', 'duplicate',
                 'already_posted', 'reversed_auth', 'declined_auth', 'reversal_unmatched', 'reversal_excess',
                 'second_presentment', 'record_error', 'unknown_card'))
);

-- A maker proposes, a checker who is somebody else decides; only then is money moved. An action that moves none is in
-- force at once. Of an exception each resolution but the first follows one that was refused, and none is followed
-- twice: so at most one waits for its checker or is in force.
create table clearing_resolutions (
    id               bigint      generated always as identity primary key,
    exception_id     bigint      not null,
    authorization_id bigint,
    account_id       bigint,
    follows          bigint,
    made_at          timestamptz not null default now(),
    moves_money      boolean     not null,
    action           text        not null,
    maker            text        not null,
    why              text        not null,
    follows_verdict  text        generated always as (case when follows is not null then 'refused' end) stored,
    constraint clearing_resolutions_exception_exists foreign key (exception_id) references clearing_exceptions (id),
    constraint clearing_resolutions_authorization_exists
        foreign key (authorization_id) references authorizations (id),
    constraint clearing_resolutions_account_exists foreign key (account_id) references accounts (id),
    constraint clearing_resolutions_made_by unique (id, exception_id, maker),
    constraint clearing_resolutions_one_at_a_time unique nulls not distinct (exception_id, follows),
    constraint clearing_resolutions_action_known check (action in ('link', 'post', 'write_off', 'reject', 'accept')),
    constraint clearing_resolutions_moves_money check (moves_money = (action not in ('accept', 'link'))),
    constraint clearing_resolutions_link_named check ((action = 'link') = (authorization_id is not null)),
    constraint clearing_resolutions_post_named check ((action = 'post') = (account_id is not null)),
    constraint clearing_resolutions_signed check (maker <> '' and why <> '')
);
create table clearing_checks (
    resolution_id         bigint      not null,
    exception_id          bigint      not null,
    ledger_transaction_id bigint,
    checked_at            timestamptz not null default now(),
    maker                 text        not null,
    checker               text        not null,
    verdict               text        not null,
    why                   text        not null,
    constraint clearing_checks_natural_key primary key (resolution_id),
    constraint clearing_checks_verdict_of unique (resolution_id, exception_id, verdict),
    constraint clearing_checks_resolution_exists
        foreign key (resolution_id, exception_id, maker)
        references clearing_resolutions (id, exception_id, maker),
    constraint clearing_checks_ledger_transaction_exists
        foreign key (ledger_transaction_id) references ledger_transactions (id),
    constraint clearing_checks_by_two_people check (checker <> maker),
    constraint clearing_checks_verdict_known check (verdict in ('approved', 'refused')),
    constraint clearing_checks_approved_is_booked check ((verdict = 'approved') = (ledger_transaction_id is not null)),
    constraint clearing_checks_signed check (checker <> '' and why <> '')
);
create index clearing_checks_exception on clearing_checks (exception_id);
alter table clearing_resolutions add constraint clearing_resolutions_follows_refused
    foreign key (follows, exception_id, follows_verdict)
    references clearing_checks (resolution_id, exception_id, verdict);

-- A run is a kind of work for a business date; every try is an attempt; a step of an attempt keeps its position.
create table clearing_runs (
    id            bigint      generated always as identity primary key,
    created_at    timestamptz not null default now(),
    business_date date        not null,
    kind          text        not null,
    constraint clearing_runs_natural_key unique (kind, business_date),
    constraint clearing_runs_kind_known check (
        kind in ('nightly', 'receive', 'ingest', 'reconcile', 'post', 'report', 'expire_holds', 'replay'))
);
create table clearing_attempts (
    id         bigint      generated always as identity primary key,
    run_id     bigint      not null,
    started_at timestamptz not null default now(),
    ended_at   timestamptz,
    status     text        not null default 'running',
    started_by text        not null,
    runner     text        not null,
    why        text        not null,
    failure    text        not null default '',
    constraint clearing_attempts_run_exists foreign key (run_id) references clearing_runs (id),
    constraint clearing_attempts_status_known check (status in ('running', 'done', 'failed'))
);
create index clearing_attempts_run on clearing_attempts (run_id, id);
create table clearing_steps (
    id         bigint      generated always as identity primary key,
    attempt_id bigint      not null,
    file_id    bigint,
    position   bigint      not null default 0,
    started_at timestamptz not null default now(),
    ended_at   timestamptz,
    shard      smallint    not null default 0,
    shards     smallint    not null default 1,
    step       text        not null,
    status     text        not null default 'running',
    failure    text        not null default '',
    counters   jsonb       not null default '{}',
    constraint clearing_steps_attempt_exists foreign key (attempt_id) references clearing_attempts (id),
    constraint clearing_steps_file_exists foreign key (file_id) references clearing_files (id),
    constraint clearing_steps_status_known check (status in ('running', 'done', 'failed')),
    constraint clearing_steps_step_known check (
        step in ('receive', 'ingest', 'reconcile', 'post', 'report', 'expire_holds'))
);
create index clearing_steps_attempt on clearing_steps (attempt_id, id);
create index clearing_steps_file on clearing_steps (file_id, step) where file_id is not null;

-- The ledger learns clearing. A settlement account is one network, currency and settlement date.
alter table ledger_transactions drop constraint ledger_transactions_kind_known;
alter table ledger_transactions add constraint ledger_transactions_kind_known check (
    kind in ('load', 'repayment', 'fee', 'correction', 'clearing', 'clearing_fees', 'resolution'));
alter table ledger_postings
    add column network text not null default '',
    add column settlement_on date,
    add constraint ledger_postings_settlement_is_dated check (
        ledger_account <> 'settlement' or (network <> '' and settlement_on is not null));
create index ledger_postings_settlement on ledger_postings (settlement_on, currency)
    where ledger_account = 'settlement';

-- All postings of a transaction come in one statement, so these alone must sum to zero: the trigger needs not look at
-- the table, whose plan would be made from statistics that a night's postings outrun.
create or replace function ledger_postings_balance() returns trigger
    language plpgsql
    set search_path = public, pg_temp
as $$
declare
    unbalanced bigint;
begin
    select n.transaction_id
    into unbalanced
    from posted n
    group by n.transaction_id, n.currency
    having sum(case n.direction when 'credit' then n.amount else -n.amount end) <> 0
    limit 1;
    if found then
        raise exception 'ledger transaction % does not sum to zero per currency: insert all of its postings in one statement',
            unbalanced using errcode = 'check_violation', constraint = 'ledger_transaction_balances';
    end if;
    return null;
end
$$;

-- Expiry reads open holds by date. A block-range index costs the message path next to nothing.
create index authorizations_expiry on authorizations using brin (expires_on) with (pages_per_range = 32);

grant select on clearing_files, clearing_logical_files, clearing_records, clearing_network_totals, clearing_matches,
    clearing_outcomes, clearing_late_links, clearing_exceptions, clearing_resolutions, clearing_checks, clearing_runs,
    clearing_attempts, clearing_steps to kessai_batch, kessai_reader;
grant insert on clearing_files, clearing_logical_files, clearing_records, clearing_network_totals, clearing_matches,
    clearing_outcomes, clearing_late_links, clearing_exceptions, clearing_resolutions, clearing_checks, clearing_runs,
    clearing_attempts, clearing_steps to kessai_batch;
grant update (status, reason, detail, decided_at, network, is_taken, is_posted) on clearing_files to kessai_batch;
grant update (ended_at, status, failure) on clearing_attempts to kessai_batch;
grant update (ended_at, status, failure, position, counters) on clearing_steps to kessai_batch;
grant insert on hold_events, ledger_transactions, ledger_postings to kessai_batch;
grant update (posted, held) on accounts to kessai_batch;
grant update (cleared, released, expired) on authorizations to kessai_batch;
grant usage on all sequences in schema public to kessai_batch;
