package io.kessai.clearing.audit;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One row of {@link SmallBooks} broken on purpose, and what the audit must say of it.
 *
 * @param rule the check that names the row
 * @param sql run as the superuser, with foreign keys and triggers off
 * @param also rules that the same change breaks as well
 */
record Break(
        String rule, String sql, String subject, String expected, String found, Set<String> also) {

    @Override
    public String toString() {
        return rule + ": " + found;
    }

    static Stream<Break> all() {
        return Stream.of(
                        moneyBreaks(),
                        journalBreaks(),
                        eventBreaks(),
                        toldBreaks(),
                        approvalBreaks(),
                        holdBreaks(),
                        messageBreaks())
                .flatMap(List::stream);
    }

    private static List<Break> moneyBreaks() {
        return List.of(
                broken(
                        "held-is-what-remains",
                        "update accounts set held = held + 1 where id = 2",
                        "account 2",
                        "held 250",
                        "held 251"),
                broken(
                        "held-is-what-remains",
                        """
                        alter table accounts drop constraint accounts_held_not_negative;
                        update accounts set held = -1 where id = 2
                        """,
                        "account 2",
                        "held 250",
                        "held -1"),
                broken(
                        "posted-is-the-ledger",
                        "update accounts set posted = -1 where id = 2",
                        "account 2",
                        "posted 0, all in currency 392",
                        "posted -1, 0 in another currency"),
                broken(
                        "posted-is-the-ledger",
                        "update ledger_postings set currency = 840",
                        "account 1",
                        "posted 5000, all in currency 392",
                        "posted 5000, 1 in another currency"),
                broken(
                        "ledger-transactions-balance",
                        "update ledger_postings set amount = 4999 where line = 2",
                        "ledger transaction 1 (load-1)",
                        "postings that sum to 0 per currency",
                        "currency 392 sums to 1"),
                broken(
                        "ledger-transactions-balance",
                        """
                        insert into ledger_transactions (id, booked_on, kind, natural_key, reason)
                        overriding system value values (2, '2026-11-21', 'fee', 'fee-2', 'test')
                        """,
                        "ledger transaction 2 (fee-2)",
                        "postings that sum to 0 per currency",
                        "no postings"));
    }

    private static List<Break> journalBreaks() {
        return List.of(
                broken(
                        "message-recorded-once",
                        """
                        create temp table again as select * from journal where amount = 100;
                        update again set transmitted_on = '2027-11-21',
                            received_at = received_at + interval '9 days';
                        insert into journal select * from again
                        """,
                        "message local|10||000008|1121080000|| of 2027-11-21",
                        "one journal row within ten days",
                        "another of 2026-11-21 received 2026-11-21 08:00:00+00"),
                broken(
                        "message-recorded-once",
                        """
                        alter table journal drop constraint journal_message_key;
                        insert into journal select * from journal where amount = 100
                        """,
                        "message local|10||000008|1121080000|| of 2026-11-21",
                        "one journal row within ten days",
                        "another of 2026-11-21 received 2026-11-21 08:00:00+00"),
                broken(
                        "authorization-is-journaled",
                        "delete from journal where authorization_id = 102",
                        "authorization 102 of message local|10||000002|1121080000|| of 2026-11-21",
                        "a journal row of account 1, card 1",
                        "none"),
                broken(
                        "authorization-is-journaled",
                        "update journal set card_id = 2 where authorization_id = 102",
                        "authorization 102 of message local|10||000002|1121080000|| of 2026-11-21",
                        "a journal row of account 1, card 1",
                        "authorization 102, account 1, card 2"),
                broken(
                        "journal-names-authorization",
                        "delete from authorizations where id = 102",
                        "message local|10||000002|1121080000|| of 2026-11-21",
                        "authorization 102 of account 1",
                        "none"));
    }

    private static List<Break> eventBreaks() {
        return List.of(
                broken(
                        "journal-events-refer-to-messages",
                        """
                        insert into journal_events
                            (id, transmitted_on, kind, reason, message_key, cause_key)
                        overriding system value
                        values (90, '2026-11-20', 'marked', 'x', 'local|10||000001|1121080000||', '')
                        """,
                        "journal event 90 (marked x)",
                        "journal row of message local|10||000001|1121080000|| of 2026-11-20",
                        "none"),
                broken(
                        "hold-events-refer-to-messages",
                        "delete from journal where message_key like 'local|40|%'",
                        "hold event reversed of authorization 106",
                        "journal row of message local|40||000007|1121080000|| of 2026-11-21",
                        "none"),
                broken(
                        "message-has-one-fate",
                        """
                        drop index journal_events_one_fate;
                        insert into journal_events
                            (transmitted_on, kind, reason, message_key, cause_key)
                        values
                            ('2026-11-21', 'delivered', '', 'local|10||000004|1121080000||', '')
                        """,
                        "message local|10||000004|1121080000|| of 2026-11-21",
                        "one of delivered, voided",
                        "voided, delivered"));
    }

    private static List<Break> toldBreaks() {
        return List.of(
                broken(
                        "events-tell-every-authorization",
                        """
                        update event_stream set recorded_since = now() - interval '1 hour';
                        update hold_events set recorded_at = now() - interval '1 year'
                        """,
                        "authorization 101",
                        "an event approved or declined",
                        "none"),
                broken(
                        "events-tell-every-movement",
                        AGED + TOLD.formatted(7),
                        "authorization 106",
                        "0 moved in one transaction",
                        "7 told"),
                broken(
                        "events-tell-every-movement",
                        AGED + TOLD_TWICE,
                        "authorization 103",
                        "700 moved in one transaction",
                        "1400 told"));
    }

    /** All was recorded long before watchers were told of anything: only what follows counts. */
    private static final String AGED =
            """
            update journal set committed_at = now() - interval '1 year';
            update hold_events set recorded_at = now() - interval '1 year';
            update event_stream set recorded_since = now() - interval '1 hour';
            """;

    private static final String TOLD =
            """
            insert into events (occurred_at, account_id, card_id, authorization_id, amount, remaining,
                booked, currency, kind, reason, message_key)
            values (now(), 2, 2, 106, %d, 250, 0, 392, 'approved', 'APPROVED', '')
            """;

    private static final String TOLD_TWICE =
            """
            insert into events (occurred_at, account_id, card_id, authorization_id, amount, remaining,
                booked, currency, kind, reason, message_key)
            select now(), 1, 1, a.id, 700, 700, 0, 392, 'approved', 'APPROVED', a.message_key
            from authorizations a
            cross join generate_series(1, 2)
            where a.id = 103
            """;

    private static List<Break> approvalBreaks() {
        return List.of(
                broken(
                        "approval-has-its-hold",
                        "update journal set authorization_id = null where authorization_id = 101",
                        "message local|10||000001|1121080000|| of 2026-11-21",
                        "an authorization and its hold event",
                        "no authorization named"),
                broken(
                        "approval-has-its-hold",
                        "delete from authorizations where id = 105",
                        "message local|10||000005|1121080000|| of 2026-11-21",
                        "an authorization and its hold event",
                        "no authorization 105",
                        "journal-names-authorization"),
                broken(
                        "approval-has-its-hold",
                        """
                        update authorizations set authorized = 0 where id = 103;
                        update accounts set held = held - 700 where id = 1
                        """,
                        "message local|10||000003|1121080000|| of 2026-11-21",
                        "an authorization and its hold event",
                        "authorization 103 without an event of this message"),
                broken(
                        "hold-is-on-its-cards-account",
                        "update cards set account_id = 1 where id = 2",
                        "authorization 105",
                        "account 1, currency 392",
                        "account 2, currency 392"),
                broken(
                        "voided-holds-nothing",
                        """
                        update authorizations set released = 499, status = 'approved'
                        where id = 104;
                        update hold_events set amount = 499
                        where authorization_id = 104 and term = 'released';
                        update accounts set held = held + 1 where id = 1
                        """,
                        "authorization 104 of voided message local|10||000004|1121080000||",
                        "0 remaining",
                        "1 remaining"));
    }

    private static List<Break> holdBreaks() {
        return List.of(
                broken(
                        "terms-are-their-events",
                        """
                        update hold_events set amount = 151
                        where authorization_id = 106 and term = 'reversed'
                        """,
                        "authorization 106 reversed",
                        "151",
                        "150"),
                broken(
                        "terms-are-their-events",
                        """
                        alter table authorizations drop constraint authorizations_amounts_not_negative;
                        alter table hold_events drop constraint hold_events_amount_not_negative;
                        update authorizations set lowered = -5, released = 5 where id = 106;
                        insert into hold_events (authorization_id, amount, transmitted_on,
                            original_level, term, message_key)
                        values
                            (106, -5, '2026-11-21', 0, 'lowered', 'local|40||000007|1121080000||'),
                            (106, 5, '2026-11-21', 0, 'released', 'local|40||000007|1121080000||')
                        """,
                        "authorization 106 lowered",
                        "-5",
                        "-5"),
                broken(
                        "remaining-is-the-formula",
                        """
                        alter table authorizations alter column remaining drop expression;
                        update authorizations set remaining = 251 where id = 106;
                        update accounts set held = 251 where id = 2
                        """,
                        "authorization 106 (approved)",
                        "250 remaining",
                        "251 remaining, terms give 250"),
                broken(
                        "remaining-is-the-formula",
                        """
                        alter table authorizations drop constraint authorizations_only_approved_amounts;
                        update authorizations set status = 'declined' where id = 106
                        """,
                        "authorization 106 (declined)",
                        "0 remaining",
                        "250 remaining, terms give 250"));
    }

    private static final String INCREMENT =
            """
            insert into increments (
                authorization_id, card_id, amount, billed, decided_at, transmitted_on,
                amount_currency, status, message_key, network, message_class, stan, transmission,
                acquirer, forwarder, rrn, terminal, approval_code, network_transaction_id, trace_id,
                local_time)
            values (106, 2, 50, 50, '2026-11-21 09:00:00Z', '2026-11-21', 392, '%s',
                'local|10||%s|1121080000||', 'local', '10', '000009', '1121080000', '', '', '', '',
                'A00009', '', '', '')
            """;

    private static List<Break> messageBreaks() {
        return List.of(
                broken(
                        "single-messages-are-posted",
                        "update authorizations set posted = 30 where id = 106",
                        "authorization 106",
                        "0 in the ledger",
                        "30 posted"),
                broken(
                        "increments-add-up",
                        INCREMENT.formatted("approved", "000006"),
                        "authorization 106",
                        "0 incremented",
                        "50 by approved increments, 0 not journaled"),
                broken(
                        "increments-add-up",
                        INCREMENT.formatted("declined", "000009"),
                        "authorization 106",
                        "0 incremented",
                        "0 by approved increments, 1 not journaled"),
                broken(
                        "usage-adds-up",
                        """
                        update cards
                        set usage = array_fill(0::bigint, array[20]), usage_on = '2026-11-21',
                            usage_zone = 'Asia/Tokyo'
                        where id = 2;
                        update authorizations set counted = 250 where id = 106
                        """,
                        "card 2",
                        "on 2026-11-21: 250 of the day, 250 of the month, 250 in 1 ever",
                        "0, 0, 0 in 0"),
                broken(
                        "controls-in-force",
                        """
                        insert into controls
                            (version, scope, subject, state, rules, set_by, request_id)
                        values (1, 'card', '2', 'enforced', 'deny mcc 7995', 'test', 'test');
                        update cards set enforced_controls = null where id = 2
                        """,
                        "card 2",
                        "enforced 1, shadow none",
                        "enforced none, shadow none"));
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
