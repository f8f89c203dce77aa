-- Why: later messages name an authorization by more than its network transaction id: Mastercard by a trace id that only
--      later messages carry (DE63 and DE15 of the first), ISO 8583:1993 by DE11 and DE12 (DE56).
-- Locks: access exclusive on authorizations for a moment (constant defaults rewrite nothing); the index is built under
--      a share lock, on columns that are empty in every row there is.
-- Undo: drop index authorizations_trace; alter table authorizations drop column trace_id, drop column local_time.
alter table authorizations
    add column trace_id   text not null default '',
    add column local_time text not null default '';
create index authorizations_trace on authorizations (card_id, trace_id) where trace_id <> '';
