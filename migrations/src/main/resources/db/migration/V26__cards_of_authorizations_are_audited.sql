-- Why: the references of a new authorization were looked up once more by a trigger, although its lane read card and account a
--      moment before, in the same transaction and under the account's lock. The audit compares them
--      (hold-is-on-its-cards-account); that the row referred to stays is not for a constraint to see, nobody may delete from
--      cards or accounts. The words that the trigger knew are a check constraint again: one, since each is read from its text
--      once a statement.
-- Locks: access exclusive on authorizations for a moment (V27 reads the rows); after two seconds the migration gives up, and
--      nobody has waited longer behind it.
-- Undo: create authorizations_refer() and its trigger again (V20); drop the constraint.
set local lock_timeout = '2s';
drop trigger authorizations_refer on authorizations;
drop function authorizations_refer();
alter table authorizations
    add constraint authorizations_words_known check (
        direction in ('debit', 'credit') and scheme in ('mastercard', 'visa', 'other')
        and presence in ('card-present', 'e-commerce', 'merchant-initiated', 'unknown')
        and (rate is null) = (markup_basis_points is null)) not valid;
