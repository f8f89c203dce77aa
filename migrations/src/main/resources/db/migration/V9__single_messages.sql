-- Why: a financial message (0200, 0220) is posted at once: it holds nothing and waits for no clearing. Its row among the
--      authorizations, by which later messages find it, says how much of it stands posted.
-- Locks: access exclusive on authorizations and ledger_transactions for a moment (constant defaults and constraints that
--      are validated afterwards rewrite and read nothing under it).
-- Undo: as long as no ledger transaction is of kind single_message: alter table authorizations drop column posted; alter
--      table ledger_transactions drop column authorization_id; restore ledger_transactions_kind_known of V2.
--
-- posted: what single messages have posted under this row and not taken back, in the account's currency, in the row's own
-- direction. authorization_id: the row under which a single message was posted or taken back.
alter table authorizations
    add column posted bigint not null default 0,
    add constraint authorizations_posted_not_negative check (posted >= 0) not valid,
    add constraint authorizations_only_approved_posted check (status = 'approved' or posted = 0) not valid;
alter table authorizations validate constraint authorizations_posted_not_negative;
alter table authorizations validate constraint authorizations_only_approved_posted;

alter table ledger_transactions
    add column authorization_id bigint,
    drop constraint ledger_transactions_kind_known,
    add constraint ledger_transactions_kind_known check (
        kind in ('load', 'repayment', 'fee', 'correction', 'clearing', 'clearing_fees', 'resolution',
                 'single_message')) not valid,
    add constraint ledger_transactions_single_message_is_of_one check (
        (kind = 'single_message') = (authorization_id is not null)) not valid;
alter table ledger_transactions validate constraint ledger_transactions_kind_known;
alter table ledger_transactions validate constraint ledger_transactions_single_message_is_of_one;

grant update (posted) on authorizations to kessai_server;
