-- Why: the journal has every message's key and the authorization that it opened, and its key is unique. The same key once
--      more as a unique index of authorizations was the widest of the eight that each new row is entered in.
-- Locks: access exclusive on authorizations for a moment; not in the company of who reads it for long: after two seconds the
--      migration gives up, and nobody has waited longer behind it.
-- Undo: create unique index concurrently authorizations_message on authorizations (message_key, transmitted_on).
--
-- Servers first: those of the release before look here for approvals that they take back, and would read the whole table for
-- each. Those of this release run with the index and without.
set local lock_timeout = '2s';
drop index authorizations_message;
