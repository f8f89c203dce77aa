-- Why: a record's match is looked up by (file_id, number), which is the natural key. While the planner believes the
--      table empty (a killed step's rows counted dead) it may take clearing_matches_account for that as well, and read
--      a whole file's entries for every record. Without the matches of no account the index serves its one reader.
-- Locks: access exclusive on clearing_matches while the index is built anew, a second or two a million rows; not in a
--      night.
-- Undo: drop index clearing_matches_account; create it again as in V2.
drop index clearing_matches_account;
create index clearing_matches_account on clearing_matches (file_id, account_id, number) where account_id is not null;
