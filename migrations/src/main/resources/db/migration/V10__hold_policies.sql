-- Why: the hold policy is data of many versions. The database keeps the rules of each, so that a number never stands
--      for two; an authorization keeps what the rules looked at, so that another policy can be applied to open holds
--      (expire-holds --apply-policy), and the journal which policy decided, so that it can be replayed.
-- Locks: access exclusive on authorizations and journal for a moment each (constant defaults rewrite nothing).
-- Undo: alter table authorizations drop column held_from, drop column asked, drop column scheme, drop column presence,
--      drop column is_pre_authorization; alter table journal drop column policy_version; drop table hold_policies;
--      revoke update (expires_on, policy_version) on authorizations from kessai_batch.
--
-- Rows from before have no held_from (their days count from decided_at) and no asked (the amount they were approved
-- with), and are of no scheme that rules know. The journal's were decided by version 1.
create table hold_policies (
    loaded_at timestamptz not null default now(),
    version   smallint    not null,
    rules     text        not null,
    constraint hold_policies_version primary key (version),
    constraint hold_policies_version_positive check (version > 0)
);
insert into hold_policies (version, rules)
values (1, E'version 1\nfuel-status-check | * | 5541,5542 | 1 | * | * | 1 | asked\nanything-else | * | * | * | * | * | 7 | asked\n');

alter table authorizations
    add column held_from            date,
    add column asked                bigint,
    add column scheme               text    not null default 'other',
    add column presence             text    not null default 'unknown',
    add column is_pre_authorization boolean not null default false,
    add constraint authorizations_scheme_known check (scheme in ('mastercard', 'visa', 'other')) not valid,
    add constraint authorizations_presence_known check (
        presence in ('card-present', 'e-commerce', 'merchant-initiated', 'unknown')) not valid;
alter table journal add column policy_version smallint not null default 1;

grant select on hold_policies to kessai_server, kessai_batch, kessai_reader;
grant insert on hold_policies to kessai_server;
grant update (expires_on, policy_version) on authorizations to kessai_batch;
