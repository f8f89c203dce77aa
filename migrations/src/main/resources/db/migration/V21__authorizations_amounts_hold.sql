-- Why: V20 gave authorizations two constraints without reading the rows that were there, so as to lock nobody out meanwhile.
-- Locks: share update exclusive on authorizations while it is read once: messages and clearing go on.
-- Undo: nothing to undo.
alter table authorizations validate constraint authorizations_amounts_not_negative;
alter table authorizations validate constraint authorizations_only_approved_amounts;
