package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Finding;
import io.kessai.authorization.decide.Findings;
import io.kessai.domain.HoldPolicy;
import io.kessai.domain.PanToken;
import io.kessai.policy.HoldPolicyFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every statement of a lane stays on its index, whatever the statistics say: in sessions opened
 * before and after the tables grew.
 */
@Tag("database")
class PlanTest {

    /** By nearly every batch, beside its journal. */
    private static final List<String> WRITTEN =
            List.of(
                    AuthorizationRows.INSERT,
                    BatchWriter.INSERT_HOLD_EVENTS,
                    BatchWriter.UPDATE_ACCOUNTS,
                    EventRows.INSERT);

    /** By batches with a message about an earlier one. */
    private static final List<String> CHANGED =
            List.of(AuthorizationRows.UPDATE, BatchWriter.INSERT_JOURNAL_EVENTS);

    private static final List<String> STATEMENTS =
            List.of(
                    AuthorizationIds.NEXT_BLOCKS,
                    BatchReader.LOCK_ACCOUNTS,
                    CardRows.LOAD,
                    BatchReader.LOAD_RECORDED,
                    BatchReader.LOAD_RECORDED_OF_REPEATS,
                    OriginalsReader.LOAD_AUTHORIZATIONS,
                    IncrementRows.LOAD,
                    RatesReader.LOAD,
                    together(List.of(BatchWriter.INSERT_JOURNAL)),
                    together(List.of(BatchWriter.INSERT_JOURNAL), WRITTEN),
                    together(
                            List.of(BatchWriter.INSERT_JOURNAL), WRITTEN, List.of(CardRows.UPDATE)),
                    together(List.of(BatchWriter.INSERT_JOURNAL), WRITTEN, CHANGED),
                    together(
                            List.of(BatchWriter.INSERT_JOURNAL),
                            WRITTEN,
                            List.of(CardRows.UPDATE),
                            CHANGED),
                    together(WRITTEN, List.of(CardRows.UPDATE), CHANGED),
                    BatchWriter.INSERT_EARLY_REVERSALS,
                    AdviceRows.INSERT,
                    CardRows.BLOCK,
                    CardRows.TELL_NETWORKS,
                    IncrementRows.INSERT,
                    IncrementRows.UPDATE,
                    HoldRestarts.UPDATE,
                    LedgerRows.INSERT,
                    KnownRules.LOAD,
                    RollingSums.SUM,
                    UsageRows.SUM,
                    Transactions.LOAD_APPROVALS,
                    Transactions.LOAD_INCREMENT_APPROVALS,
                    Transactions.INSERT_VOIDED);

    /** So that an increment of the kit's, which is of no scheme, restarts its hold. */
    private static final HoldPolicy RESTARTING =
            HoldPolicyFile.policy(
                    "restarting", "version 9\nrestarts other\nall | * | * | * | * | * | 7 | asked");

    /** What PostgreSQL up to 16 writes for a walk along the whole index of a column. */
    private static final Pattern NOTHING_NARROWED =
            Pattern.compile("Index Cond: \\(\\w+ IS NOT NULL\\)");

    private static final Pattern OFF_THE_INDEX =
            Pattern.compile(
                    "Seq Scan on (accounts|cards|journal|authorizations|increments|hold_events|early_rev|rates|markups|controls|product_controls)"
                            + "|Bitmap Heap Scan|Hash Join|Hash Semi Join|Hash Right|Hash Left|Merge Join");

    private static final Pattern INDEX_SCAN =
            Pattern.compile("Index (Only )?Scan (Backward )?using");

    private final RecordKit kit = RecordKit.fast();
    private final List<LaneConnection> sessions = new ArrayList<>();

    @AfterEach
    void close() {
        sessions.forEach(LaneConnection::close);
        kit.close();
    }

    @Test
    void whileTheTablesAreEmptyAndWhileTheyAreYoung() throws Exception {
        LaneConnection early = session();
        work(early);
        assertOnIndex(early, "empty");
        kit.column("analyze");
        grow(2_000, 2_000);
        work(early);
        assertOnIndex(early, "young, statistics of the empty tables, old session");
        LaneConnection fresh = session();
        work(fresh);
        assertOnIndex(fresh, "young, statistics of the empty tables, new session");
    }

    @Test
    @Tag("slow")
    void whenTheTablesAreLarge() throws Exception {
        LaneConnection early = session();
        work(early);
        grow(200_000, 100_000);
        LaneConnection fresh = session();
        work(fresh);
        assertOnIndex(fresh, "large, never analyzed");
        assertOnIndex(early, "large, session from before");
        kit.column("analyze");
        work(early);
        assertOnIndex(early, "large and analyzed, old session");
        LaneConnection last = session();
        work(last);
        assertOnIndex(last, "large and analyzed, new session");
        assertOnlyOnePartitionIsRead(last);
    }

    @Test
    void theTestWouldSeeAScan() throws Exception {
        grow(2_000, 2_000);
        LaneConnection session = session();
        String scanned = "select count(*) from journal where input = ?";
        PreparedStatement statement = session.prepare(scanned);
        statement.setBytes(1, new byte[1]);
        session.query(statement).close();
        String plan = plans(session).getOrDefault(normal(scanned), "");
        assertTrue(!plan.isEmpty() && !staysOnIndex(plan), plan);
        String whole = "select max(id) from authorizations where merchant = ?";
        PreparedStatement ordered = session.prepare(whole);
        ordered.setString(1, "M");
        session.query(ordered).close();
        String walk = plans(session).getOrDefault(normal(whole), "");
        assertTrue(!walk.isEmpty() && !staysOnIndex(walk), walk);
    }

    @SafeVarargs
    private static String together(List<String>... statements) {
        return BatchWriter.together(Stream.of(statements).flatMap(List::stream).toList());
    }

    private LaneConnection session() throws SQLException {
        LaneConnection session = LaneConnection.open(kit.endpoint(), RecordKit.PATIENT);
        sessions.add(session);
        return session;
    }

    /** Has the session use every statement a lane knows. */
    private void work(LaneConnection session) throws Exception {
        Transactions lane = RecordKit.transactions(RESTARTING);
        RecordKit.Card card = kit.card(10_000);
        kit.control("card", card.id(), "enforced", "limit count rolling 24h 99");
        Sent purchase = Sent.purchase(card.token(), 100);
        Sent other = Sent.purchase(card.token(), 200);
        run(lane, session, purchase, other, Sent.purchase(card.token(), 5).withMti("0200"));
        run(
                lane,
                session,
                purchase.reversalTo(40),
                other.withMti("0101"),
                Sent.purchase(card.token(), 1).reversal(),
                Sent.purchase(card.token(), 7).withMti("0101"),
                Sent.purchase(card.token(), 8).withMti("0120"),
                Sent.purchase(kit.card(1).token(), 0).withMti("0302"));
        run(lane, session, Sent.purchase(new PanToken(7, 7), 9));
        Sent withoutLimits = Sent.purchase(kit.card(10_000).token(), 6);
        run(lane, session, withoutLimits);
        run(lane, session, withoutLimits.reversalTo(4));
        prove(lane, session, card);
        lane.record(
                session,
                lane.decide(
                        session, List.of(Abroad.submission(840, Sent.purchase(card.token(), 3)))));
        Sent increment = other.increment(10);
        run(lane, session, increment);
        run(lane, session, increment.reversalTo(5));
        lane.takeBack(session, List.of(undo(purchase), undo(increment)));
        session.commit();
    }

    private static Work.TakeBack undo(Sent message) {
        return new Work.TakeBack(
                message.request().key(), message.card(), UndoReason.LATE, Optional.empty());
    }

    private static void prove(Transactions lane, LaneConnection session, RecordKit.Card card)
            throws Exception {
        Findings right =
                new Findings(
                        Finding.GOOD,
                        OptionalInt.of(1),
                        Finding.ABSENT,
                        Finding.ABSENT,
                        Finding.ABSENT,
                        Finding.ABSENT);
        Submission submission =
                new Submission(
                        Sent.purchase(card.token(), 1).request().withFindings(right),
                        Instant.now(),
                        System.nanoTime() + Duration.ofMinutes(1).toNanos(),
                        answer -> {});
        lane.record(session, lane.decide(session, List.of(submission)));
    }

    private static void run(Transactions lane, LaneConnection session, Sent... messages)
            throws Exception {
        List<Submission> submissions = new ArrayList<>();
        for (Sent message : messages) {
            submissions.add(
                    new Submission(
                            message.request(),
                            Instant.now(),
                            System.nanoTime() + Duration.ofMinutes(1).toNanos(),
                            answer -> {}));
        }
        lane.record(session, lane.decide(session, submissions));
    }

    private void assertOnIndex(LaneConnection session, String when) throws SQLException {
        Map<String, String> plans = plans(session);
        for (String sql : STATEMENTS) {
            String plan = plans.get(normal(sql));
            assertTrue(plan != null, () -> when + ": not prepared by a lane: " + sql);
            assertTrue(staysOnIndex(String.valueOf(plan)), () -> when + ":\n" + sql + "\n" + plan);
        }
        assertEachWayHasItsIndex(
                String.valueOf(plans.get(normal(OriginalsReader.LOAD_AUTHORIZATIONS))));
        String repeats = String.valueOf(plans.get(normal(BatchReader.LOAD_RECORDED_OF_REPEATS)));
        assertTrue(repeats.contains("authorizations_by_rrn"), repeats);
    }

    /**
     * Each way to an original, seven by it and three by an increment, has an index that ends in the
     * card.
     */
    private static void assertEachWayHasItsIndex(String plan) {
        long exact =
                plan.lines()
                        .filter(line -> line.contains("Index Cond: "))
                        .filter(line -> line.contains("card_id") && line.contains(" AND "))
                        .count();
        assertEquals(10, exact, plan);
    }

    /** No scan of a whole table, nor of a whole index, which is a scan without a condition. */
    private static boolean staysOnIndex(String plan) {
        String[] nodes = plan.split("->");
        for (String node : nodes) {
            String narrowed = NOTHING_NARROWED.matcher(node).replaceAll("");
            if (INDEX_SCAN.matcher(node).find() && !narrowed.contains("Index Cond")) {
                return false;
            }
        }
        return !OFF_THE_INDEX.matcher(plan).find();
    }

    /** The generic plans of all statements the session has prepared, by their text. */
    private static Map<String, String> plans(LaneConnection session) throws SQLException {
        Map<String, String> calls = new LinkedHashMap<>();
        Connection connection = session.prepare("select 1").getConnection();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery(
                            """
                            select statement, format('explain execute %I%s', name,
                                case cardinality(parameter_types) when 0 then '' else
                                    '(' || (select string_agg('null::' || t, ', ' order by i)
                                        from unnest(parameter_types) with ordinality as p (t, i))
                                    || ')' end)
                            from pg_prepared_statements
                            where statement ~ '^(select|insert|update|with)'
                              and statement !~ 'pg_prepared_statements'""")) {
                while (row.next()) {
                    calls.put(normal(row.getString(1)), row.getString(2));
                }
            }
            Map<String, String> plans = new LinkedHashMap<>();
            for (Map.Entry<String, String> call : calls.entrySet()) {
                plans.put(call.getKey(), explain(statement, call.getValue()));
            }
            connection.commit();
            return plans;
        }
    }

    private static String explain(Statement statement, String call) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet row = statement.executeQuery(call)) {
            while (row.next()) {
                plan.append(row.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    /** The text without what distinguishes the driver's form from ours. */
    private static String normal(String sql) {
        return sql.replaceAll("\\$\\d+", "?").replaceAll("\\s+", " ").strip();
    }

    /** The partitions of other dates than the message's own are not even opened. */
    private void assertOnlyOnePartitionIsRead(LaneConnection session) throws SQLException {
        Connection connection = session.prepare("select 1").getConnection();
        Sent purchase = Sent.purchase(kit.card(1).token(), 1);
        String date = "date '" + purchase.transmittedOn() + "'";
        String sql =
                BatchReader.LOAD_RECORDED
                        .replaceFirst("\\?", "array[0]")
                        .replaceFirst("\\?", "array['" + purchase.request().key().line() + "']")
                        .replaceFirst("\\?", "array[" + date + "]")
                        .replace("between ? and ?", "between " + date + " and " + date);
        try (Statement statement = connection.createStatement()) {
            String plan = explain(statement, "explain (analyze, timing off, costs off) " + sql);
            long read =
                    plan.lines()
                            .filter(line -> line.contains("on journal_"))
                            .filter(line -> !line.contains("journal_events"))
                            .count();
            assertEquals(1, read, plan);
        }
        connection.commit();
    }

    private void grow(int journal, int authorizations) {
        long account = kit.account(1_000);
        long card = kit.cardOf(account).id();
        kit.column(
                """
                insert into journal (transmitted_on, input_version, currency, amount,
                    approved_amount, received_at, mti, processing_code, reason, approval_code,
                    message_key, pan_token, input, outcome)
                select current_date + i %% 10, 1, 392, 100, 100, now(), '0100', '000000', 'APPROVED',
                       '123456', 'bulk|' || i, '\\x00', '\\x00', '\\x00'
                from generate_series(1, %d) as i"""
                        .formatted(journal));
        DeclinedRows.insert(
                kit,
                """
                select i, %d as account_id, %d as card_id, now() as decided_at, 'test' as network,
                       lpad((i %% 1000000)::text, 6, '0') as stan, '' as transmission,
                       'bulk' || i as rrn, 'TERM' as terminal, '' as approval_code,
                       '' as network_transaction_id
                from generate_series(1, %d) as i"""
                        .formatted(account, card, authorizations));
        kit.column(
                """
                insert into increments (authorization_id, card_id, amount, billed, decided_at,
                    transmitted_on, amount_currency, status, message_key, network, message_class,
                    stan, transmission, acquirer, forwarder, rrn, terminal, approval_code,
                    network_transaction_id, trace_id, local_time)
                select a.id, a.card_id, 1, 1, now(), a.transmitted_on, 392, 'declined',
                       'added' || a.message_key, a.network, a.message_class, a.stan, a.transmission,
                       '', '', a.rrn, a.terminal, 'A' || a.id, '', '', ''
                from authorizations a
                where a.rrn like 'bulk%'
                on conflict do nothing""");
    }
}
