package io.kessai.clearing.audit;

/**
 * A night over {@link SmallBooks}, in yen: an accepted Mastercard file, posted.
 *
 * <pre>
 * record  what                              outcome        books
 * 1       header                            non_financial
 * 2       purchase of 700, authorization 103 matched       cardholder 1, hold 103 cleared
 * 3       purchase of 200                   force_posted   cardholder 2; late link to 106: 250
 * 4       record 2 again                    duplicate      suspense; written off by two people
 * 5       refund of 100                     credit_posted  cardholder 2
 * 6       688: debits 1,600, credits 100    non_financial
 * 7       trailer                           non_financial
 * </pre>
 */
final class NightRows {
    private NightRows() {}

    static final String SQL =
            """
            insert into clearing_files (id, size_bytes, business_date, name, network, status,
                archive_key, digest)
            overriding system value
            values (1, 1, '2026-11-22', 'night', 'mastercard', 'accepted', '', sha256('night'));
            insert into clearing_logical_files (file_id, message_count, transaction_amount,
                billing_amount, header_date, ordinal, is_test, file_key)
            values (1, 7, 1700, 0, '2026-11-22', 1, false, 'mastercard:1');
            insert into clearing_records (file_id, number, byte_offset, transaction_amount,
                transaction_digits, billing_amount, settlement_amount, fee_millionths, reference,
                transacted_at, settlement_on, logical_file, transaction_currency, billing_currency,
                settlement_currency, fee_currency, sequence_number, sequence_count, is_final,
                is_collection_only, kind, direction, fee_direction, type_code, pan_masked, arn,
                network_transaction_id, link_id, approval_code, rrn, terminal, merchant,
                merchant_name, mcc, processing_code, settlement_service, problem, problem_detail,
                pan_token)
            select 1, v.number, 0, v.amount, v.amount, v.amount, v.amount, 0, 0,
                '2026-11-21 17:00', '2026-11-23', 1, 392, 392, 392, 392, 0, 0, true, false, v.kind,
                v.direction, 'credit', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '',
                '\\x'
            from (values
                (1, 0, 'non_financial', 'debit'), (2, 700, 'presentment', 'debit'),
                (3, 200, 'presentment', 'debit'), (4, 700, 'presentment', 'debit'),
                (5, 100, 'presentment', 'credit'), (6, 0, 'non_financial', 'debit'),
                (7, 0, 'non_financial', 'debit')
            ) as v (number, amount, kind, direction);
            insert into clearing_network_totals (file_id, amount, record_count, number,
                settlement_on, line, currency, scope, direction)
            values (1, 1600, 4, 6, '2026-11-23', 1, 392, '688/0390', 'debit'),
                   (1, 100, 4, 6, '2026-11-23', 2, 392, '688/0391', 'credit'),
                   (1, 1500, 4, 6, '2026-11-23', 3, 392, '688/0394', 'net_debit');
            insert into clearing_matches (file_id, account_id, authorization_id, difference, number,
                level, verdict, tolerance, agreed)
            values (1, 1, 103, 0, 2, 1, 'matched', '', 'pan'),
                   (1, 2, null, 0, 3, 0, 'unmatched', '', ''),
                   (1, 1, null, 0, 4, 0, 'duplicate', '', ''),
                   (1, 2, null, 0, 5, 0, 'unmatched', '', '');
            insert into ledger_transactions (id, booked_on, kind, natural_key, reason)
            overriding system value
            values (12, '2026-11-22', 'clearing', 'clearing:1:2', 'matched'),
                   (13, '2026-11-22', 'clearing', 'clearing:1:3', 'unmatched'),
                   (14, '2026-11-22', 'clearing', 'clearing:1:4', 'duplicate'),
                   (15, '2026-11-22', 'clearing', 'clearing:1:5', 'unmatched'),
                   (16, '2026-11-23', 'resolution', 'resolution:1', 'write_off');
            insert into ledger_postings (transaction_id, line, amount, account_id, currency,
                direction, ledger_account, network, settlement_on)
            select v.id, v.line, v.amount, v.account, 392, v.direction, v.ledger_account,
                case v.ledger_account when 'settlement' then 'mastercard' else '' end,
                case v.ledger_account when 'settlement' then date '2026-11-23' end
            from (values
                (12, 1, 700, 1, 'debit', 'cardholder'),
                (12, 2, 700, null, 'credit', 'settlement'),
                (13, 1, 200, 2, 'debit', 'cardholder'),
                (13, 2, 200, null, 'credit', 'settlement'),
                (14, 1, 700, null, 'debit', 'suspense'),
                (14, 2, 700, null, 'credit', 'settlement'),
                (15, 1, 100, 2, 'credit', 'cardholder'),
                (15, 2, 100, null, 'debit', 'settlement'),
                (16, 1, 700, null, 'credit', 'suspense'),
                (16, 2, 700, null, 'debit', 'write_off')
            ) as v (id, line, amount, account, direction, ledger_account);
            insert into clearing_outcomes (file_id, number, ledger_transaction_id, cleared,
                released, over_cleared, outcome)
            values (1, 1, null, 0, 0, 0, 'non_financial'), (1, 2, 12, 700, 0, 0, 'matched'),
                   (1, 3, 13, 0, 0, 0, 'force_posted'), (1, 4, 14, 0, 0, 0, 'duplicate'),
                   (1, 5, 15, 0, 0, 0, 'credit_posted'), (1, 6, null, 0, 0, 0, 'non_financial'),
                   (1, 7, null, 0, 0, 0, 'non_financial');
            insert into clearing_late_links (file_id, number, authorization_id, released, level,
                agreed)
            values (1, 3, 106, 250, 2, 'pan');
            insert into hold_events (authorization_id, amount, transmitted_on, original_level,
                term, message_key)
            values (103, 700, '2026-11-22', 1, 'cleared', 'clearing:1:2'),
                   (106, 250, '2026-11-22', 2, 'released', 'late:1:3');
            update authorizations set cleared = 700 where id = 103;
            update authorizations set released = 250 where id = 106;
            update accounts set held = 1000, posted = 4300 where id = 1;
            update accounts set held = 0, posted = -100 where id = 2;
            insert into clearing_exceptions (id, file_id, account_id, amount, number,
                business_date, currency, kind, detail)
            overriding system value
            values (1, 1, 2, 200, 3, '2026-11-22', 392, 'no_authorization', ''),
                   (2, 1, 1, 700, 4, '2026-11-22', 392, 'duplicate', '');
            insert into clearing_resolutions (id, exception_id, moves_money, action, maker, why)
            overriding system value
            values (1, 2, true, 'write_off', 'maker', 'seen');
            insert into clearing_checks (resolution_id, exception_id, ledger_transaction_id, maker,
                checker, verdict, why)
            values (1, 2, 16, 'maker', 'checker', 'approved', 'seen too');
            insert into clearing_runs (id, business_date, kind)
            overriding system value values (1, '2026-11-22', 'nightly');
            insert into clearing_attempts (id, run_id, status, started_by, runner, why)
            overriding system value values (1, 1, 'done', 'test', 'test', '');
            insert into clearing_steps (attempt_id, file_id, step, status, counters)
            values (1, 1, 'post', 'done', '{"fee_totals": 0}')
            """;
}
