-- Why: a wrong PIN counts, and a chip's transaction counter is good for one transaction: both are kept with the card.
--      highest_counter is that of the last good cryptogram in the chip's own order (-1 before the first); bit n of
--      used_counters, of 32, says whether the counter n below it was used. The audit looks for card numbers everywhere,
--      so its login and that of the batch may read them.
-- Locks: access exclusive on cards while it is read once for the constraints (constant defaults rewrite nothing).
-- Undo: alter table cards drop column pin_failures, drop column highest_counter, drop column used_counters.
alter table cards
    add column pin_failures    smallint not null default 0,
    add column highest_counter integer  not null default -1,
    add column used_counters   bigint   not null default 0,
    add constraint cards_pin_failures_not_negative check (pin_failures >= 0),
    add constraint cards_counter_of_two_bytes check (highest_counter between -1 and 65535),
    add constraint cards_used_counters_of_32_bits check (used_counters between 0 and 4294967295);
grant select (pin_failures, highest_counter, used_counters) on cards to kessai_batch, kessai_reader;
grant update (pin_failures, highest_counter, used_counters) on cards to kessai_server;
