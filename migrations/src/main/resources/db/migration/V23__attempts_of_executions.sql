-- Why: a night in containers is many attempts of several runs and one execution of the state machine, by whose ARN an
--      operator finds it, and by which a failed one is done again.
-- Locks: access exclusive on clearing_attempts for a moment: a constant default rewrites nothing.
-- Undo: alter table clearing_attempts drop column execution.
--
-- Migrations first: programs of this release write the column.
set local lock_timeout = '2s';
alter table clearing_attempts add column execution text not null default '';
create index clearing_attempts_execution on clearing_attempts (execution, id) where execution <> '';
grant update (execution) on clearing_attempts to kessai_batch;
