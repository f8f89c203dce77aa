-- Why: the journal has every message's key and the authorization that it opened, and its key is unique. The same key once
--      more as a unique index of authorizations was the widest of the eight that each new row is entered in.
-- Locks: access exclusive on authorizations for a moment.
-- Undo: create unique index authorizations_message on authorizations (message_key, transmitted_on).
--
-- Servers of the release before look here for approvals that they take back: migrate when the last of them has ended, or
-- they read the whole table for each.
drop index authorizations_message;
