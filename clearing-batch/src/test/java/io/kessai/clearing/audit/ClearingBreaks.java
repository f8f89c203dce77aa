package io.kessai.clearing.audit;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One row of {@link NightRows} broken on purpose, and what the audit must say of it. */
final class ClearingBreaks {
    private ClearingBreaks() {}

    static Stream<Break> all() {
        return Stream.of(
                        outcomes(),
                        bookings(),
                        trailers(),
                        settlements(),
                        references(),
                        keys(),
                        corrections())
                .flatMap(List::stream);
    }

    private static List<Break> outcomes() {
        return List.of(
                broken(
                        "record-has-one-outcome",
                        "delete from clearing_outcomes where number = 7",
                        "record 7 of file 1",
                        "one outcome",
                        "none",
                        "outcomes-add-up-to-the-trailer"),
                broken(
                        "record-has-one-outcome",
                        """
                        alter table clearing_outcomes drop constraint
                            clearing_outcomes_natural_key cascade;
                        insert into clearing_outcomes (file_id, number, outcome)
                        values (1, 7, 'non_financial')
                        """,
                        "record 7 of file 1",
                        "one outcome",
                        "2 outcomes",
                        "outcomes-add-up-to-the-trailer",
                        "natural-keys-are-unique"),
                broken(
                        "record-has-one-outcome",
                        """
                        insert into clearing_outcomes (file_id, number, outcome)
                        values (1, 8, 'non_financial')
                        """,
                        "outcome non_financial of record 8 of file 1",
                        "a record of an accepted file",
                        "none"));
    }

    private static List<Break> bookings() {
        return List.of(
                broken(
                        "outcomes-are-booked",
                        """
                        update clearing_outcomes set ledger_transaction_id = null where number = 4
                        """,
                        "ledger transaction 14 (clearing:1:4)",
                        "an outcome",
                        "none",
                        "settled-is-the-networks-total"),
                broken(
                        "outcomes-are-booked",
                        "update clearing_outcomes set ledger_transaction_id = 77 where number = 4",
                        "ledger transaction 14 (clearing:1:4)",
                        "an outcome",
                        "none",
                        "settled-is-the-networks-total"),
                broken(
                        "outcomes-are-booked",
                        "update ledger_transactions set natural_key = 'x' where id = 14",
                        "record 4 of file 1 (duplicate)",
                        "ledger transaction clearing:1:4",
                        "clearing x"));
    }

    private static List<Break> trailers() {
        return List.of(
                broken(
                        "outcomes-add-up-to-the-trailer",
                        "update clearing_records set transaction_digits = 699 where number = 2",
                        "logical file 1 of file 1",
                        "7 records, amounts 1700 and 0",
                        "7 records, amounts 1699 and 0"),
                broken(
                        "outcomes-add-up-to-the-trailer",
                        "update clearing_logical_files set message_count = 8",
                        "logical file 1 of file 1",
                        "8 records, amounts 1700 and 0",
                        "7 records, amounts 1700 and 0"),
                broken(
                        "outcomes-add-up-to-the-trailer",
                        """
                        update clearing_files set network = 'visa';
                        update clearing_records set type_code = '90' where number = 1;
                        update clearing_logical_files set message_count = 6, billing_amount = 1701
                        """,
                        "logical file 1 of file 1",
                        "6 records, amounts 1700 and 1701",
                        "6 records, amounts 1700 and 1700"));
    }

    private static List<Break> settlements() {
        return List.of(
                broken(
                        "settled-is-the-networks-total",
                        "update clearing_network_totals set amount = 1601 where line = 1",
                        "file 1 688/0390 of 2026-11-23 in currency 392",
                        "debits 1601",
                        "debits 1600"),
                broken(
                        "settled-is-the-networks-total",
                        "update clearing_network_totals set amount = 99 where line = 2",
                        "file 1 688/0391 of 2026-11-23 in currency 392",
                        "credits 99",
                        "credits 100"),
                broken(
                        "settled-is-the-networks-total",
                        """
                        update clearing_network_totals set direction = 'net_credit',
                            scope = 'TC46/V4120/' where line = 3
                        """,
                        "file 1 TC46/V4120/ of 2026-11-23 in currency 392",
                        "net 1500",
                        "net -1500"),
                broken(
                        "settled-is-the-networks-total",
                        "update ledger_postings set currency = 840 where transaction_id = 14",
                        "file 1 688/0390 of 2026-11-23 in currency 392",
                        "debits 1600",
                        "debits 900"),
                broken(
                        "settled-is-the-networks-total",
                        """
                        delete from clearing_network_totals;
                        insert into clearing_network_totals (file_id, amount, record_count, number,
                            settlement_on, line, currency, scope, direction)
                        values (1, 0, 0, 6, '2026-11-24', 1, 392, '688/0390', 'debit')
                        """,
                        "file 1 of 2026-11-23 in currency 392",
                        "a total of the network",
                        "debits 1600, credits 100 and none"));
    }

    private static List<Break> references() {
        return List.of(
                broken(
                        "matches-refer-to-rows",
                        "update clearing_matches set account_id = 9 where number = 5",
                        "match of record 5 of file 1",
                        "account 9",
                        "none"),
                broken(
                        "matches-refer-to-rows",
                        "update clearing_matches set authorization_id = 106 where number = 4",
                        "match of record 4 of file 1",
                        "authorization 106 of account 1",
                        "none"),
                broken(
                        "matches-refer-to-rows",
                        """
                        update clearing_matches set presentment_file = 1, presentment_number = 9
                        where number = 5
                        """,
                        "match of record 5 of file 1",
                        "record 9 of file 1",
                        "none"),
                broken(
                        "cleared-holds-are-outcomes",
                        "update clearing_outcomes set cleared = 699 where number = 2",
                        "clearing:1:2 cleared of authorization 103",
                        "699",
                        "700"),
                broken(
                        "cleared-holds-are-outcomes",
                        "update clearing_late_links set released = 251",
                        "late:1:3 released of authorization 106",
                        "251",
                        "250"),
                broken(
                        "cleared-holds-are-outcomes",
                        "update clearing_matches set authorization_id = 101 where number = 2",
                        "clearing:1:2 cleared of authorization 101",
                        "700",
                        "0"));
    }

    private static List<Break> keys() {
        return List.of(
                twice(
                        "clearing_matches",
                        "clearing_matches_natural_key",
                        "number = 5",
                        "match 1:5"),
                broken(
                        "natural-keys-are-unique",
                        """
                        alter table clearing_exceptions drop constraint
                            clearing_exceptions_natural_key;
                        update clearing_exceptions set kind = 'duplicate', number = 4 where id = 1
                        """,
                        "exception 1:4:duplicate",
                        "one row",
                        "2 rows"),
                twice(
                        "clearing_network_totals",
                        "clearing_network_totals_natural_key",
                        "line = 3",
                        "network total 1:6:3",
                        "settled-is-the-networks-total"),
                twice(
                        "clearing_late_links",
                        "clearing_late_links_natural_key",
                        "number = 3",
                        "late link 1:3"),
                twice(
                        "hold_events",
                        "hold_events_natural_key",
                        "message_key = 'late:1:3'",
                        "hold event 106:late:1:3:released",
                        "terms-are-their-events"),
                broken(
                        "natural-keys-are-unique",
                        """
                        alter table ledger_transactions drop constraint
                            ledger_transactions_natural_key;
                        update ledger_transactions
                        set kind = 'clearing_fees', natural_key = 'clearing:1:5' where id = 1
                        """,
                        "ledger transaction clearing:1:5",
                        "one row",
                        "2 rows"));
    }

    private static List<Break> corrections() {
        return List.of(
                broken(
                        "corrections-are-approved",
                        "delete from clearing_checks",
                        "ledger transaction 16 (resolution:1)",
                        "approved by a second person and booked as resolution:?",
                        "no approval, resolution:1"),
                broken(
                        "corrections-are-approved",
                        """
                        alter table clearing_checks drop constraint clearing_checks_by_two_people;
                        update clearing_checks set checker = 'maker'
                        """,
                        "resolution 1",
                        "approved by a second person and booked as resolution:1",
                        "maker and maker, resolution:1"),
                broken(
                        "corrections-are-approved",
                        "update clearing_checks set ledger_transaction_id = 14",
                        "ledger transaction 16 (resolution:1)",
                        "approved by a second person and booked as resolution:?",
                        "no approval, resolution:1"),
                broken(
                        "corrections-are-approved",
                        """
                        alter table clearing_resolutions drop constraint
                            clearing_resolutions_one_at_a_time;
                        insert into clearing_resolutions (id, exception_id, moves_money, action,
                            maker, why)
                        overriding system value
                        values (2, 2, false, 'accept', 'other', 'seen')
                        """,
                        "exception 2",
                        "one resolution in force",
                        "2 in force"));
    }

    /** The same row again. */
    private static Break twice(
            String table, String constraint, String row, String key, String... also) {
        return broken(
                "natural-keys-are-unique",
                """
                alter table %1$s drop constraint %2$s cascade;
                create temp table again as select * from %1$s where %3$s;
                insert into %1$s overriding system value select * from again
                """
                        .formatted(table, constraint, row),
                key,
                "one row",
                "2 rows",
                also);
    }

    private static Break broken(
            String rule,
            String sql,
            String subject,
            String expected,
            String found,
            String... also) {
        return new Break(rule, sql, subject, expected, found, Set.of(also));
    }
}
