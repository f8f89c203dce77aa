-- Why: a file belongs to the run that accepts it, and its book date is that run's business date: a file received on one
--      night and accepted on the next is the next night's, in its books and in its report.
-- Locks: none.
-- Undo: revoke update (business_date) on clearing_files from kessai_batch.
grant update (business_date) on clearing_files to kessai_batch;
