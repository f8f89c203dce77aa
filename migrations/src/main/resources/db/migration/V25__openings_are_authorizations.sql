-- Why: what opened a hold stood in its authorization and once more as a hold event: an eighth of what a message leaves in the log,
--      and a row and an index entry of the five that it was written in. The event is now told from the authorization.
--      And an authorization is found by what its message was called before it is narrowed to the card: numbers that rise with
--      the time (DE7, DE37) enter an index at its end, which is in memory, where the card's place seldom is.
-- Locks: share on authorizations while the indexes are built. On a large table build them before, concurrently and under these
--      names: those that are there are left alone (V28 looks whether they are whole).
-- Undo: insert into hold_events what hold_history tells of term 'authorized' and hold_events lacks; drop the view and the indexes.
--      The same insert before servers or batch of a release from before V25 come back: they, and their audit, know openings as
--      hold events only.
--
-- Migrations first, as for V24.
create index if not exists authorizations_by_transmission on authorizations (transmission, stan, card_id);
create index if not exists authorizations_by_local_time on authorizations (local_time, stan, card_id) where local_time <> '';
-- Copies without DE37 are told apart by DE11, hence no condition. The card before DE11: some senders give all DE37 the same.
create index if not exists authorizations_by_rrn on authorizations (rrn, card_id, stan);
create index if not exists authorizations_by_approval_code on authorizations (approval_code, card_id)
    where approval_code <> '';
create index if not exists authorizations_by_network_transaction on authorizations (network_transaction_id, card_id)
    where network_transaction_id <> '';
create index if not exists authorizations_by_trace on authorizations (trace_id, card_id) where trace_id <> '';

-- Everything that moved a hold's term, its opening first. recorded_at of an opening: arrival of its message. Openings that older
-- releases recorded as events are left out: they say the same.
create view hold_history as
select e.authorization_id, e.amount, e.recorded_at, e.transmitted_on, e.original_level, e.term, e.message_key
from hold_events e
where e.term <> 'authorized'
union all
select a.id, a.authorized, a.decided_at, a.transmitted_on, 0::smallint, 'authorized', a.message_key
from authorizations a
where a.authorized > 0;
grant select on hold_history to kessai_server, kessai_batch, kessai_reader;
