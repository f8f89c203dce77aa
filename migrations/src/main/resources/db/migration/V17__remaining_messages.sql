-- Why: people look at what was decided in our stead. Advices are journaled as every message is, but only the journal's
--      encoded input says what one reported and what the account had: the report needs both as columns.
-- Locks: none, the tables are new.
-- Undo: drop table advices.
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
