package io.kessai.authorization.record;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.EarlyReversal;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.SameMessage;
import io.kessai.domain.MessageKey;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Writes what a batch decided and commits it: a set of rows a table, in key order, counts asserted.
 */
final class BatchWriter {

    static final String INSERT_JOURNAL =
            """
            insert into journal (
                transmitted_on, input_version, currency, amount, approved_amount, card_id,
                account_id, authorization_id, received_at, mti, processing_code, reason,
                approval_code, message_key, pan_token, input, outcome, policy_version)
            select m.transmitted_on, m.input_version, m.currency, m.amount, m.approved_amount,
                   m.card_id, m.account_id, nullif(m.authorization_id, 0),
                   m.received_at, m.mti, m.processing_code, m.reason, m.approval_code,
                   m.message_key, m.pan_token, m.input, m.outcome, m.policy_version
            from unnest(?) as m
            order by m.message_key, m.transmitted_on""";

    static final String INSERT_HOLD_EVENTS =
            """
            insert into hold_events (
                authorization_id, amount, transmitted_on, original_level, term, message_key)
            select n.authorization_id, n.amount, n.transmitted_on, n.original_level, n.term,
                   n.message_key
            from unnest(?) as n""";

    static final String UPDATE_ACCOUNTS =
            """
            update accounts a
            set held = a.held + n.held,
                posted = a.posted + n.posted,
                """
                    + UsageRows.SET
                    + """

            from unnest(?) as n
            where a.id = n.id and a.id = any (?)""";

    static final String INSERT_JOURNAL_EVENTS =
            """
            insert into journal_events (transmitted_on, kind, reason, message_key, cause_key)
            select e.transmitted_on, e.kind, e.reason, e.message_key, e.cause_key
            from unnest(?, ?, ?, ?, ?) as e (transmitted_on, kind, reason, message_key, cause_key)
            order by e.message_key, e.transmitted_on, e.kind
            on conflict do nothing""";

    static final String INSERT_EARLY_REVERSALS =
            """
            insert into early_reversals (
                card_id, target, received_at, transmitted_on, network_transaction_id, message_class,
                stan, transmission, message_key, target_is_full)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final Map<Together, String> TOGETHER = new ConcurrentHashMap<>();

    private final LaneConnection connection;
    private final Set<String> fileUpdateNetworks;

    /**
     * @param fileUpdateNetworks whom a block of a card is told
     */
    BatchWriter(LaneConnection connection, Set<String> fileUpdateNetworks) {
        this.connection = connection;
        this.fileUpdateNetworks = fileUpdateNetworks;
    }

    /**
     * Writes everything and commits. Where nothing is left to write after what most batches write,
     * the commit is sent along with that.
     *
     * @throws SQLException as {@link #writeTogether}, or of the commit
     */
    void record(Batch batch) throws SQLException {
        noteRepeats(batch);
        List<Rows> together = together(journal(batch), batch.changes());
        if (!together.isEmpty() && isNothingLeft(batch.changes())) {
            PreparedStatement written = bound(together, true);
            batch.beginCommit();
            connection.commitWith(written);
        } else {
            writeTogether(together);
            writeRest(batch.changes());
            batch.beginCommit();
            connection.commit();
        }
    }

    /** Changes that no message asked for, without the commit. */
    void write(Changes changes) throws SQLException {
        writeTogether(together(new Columns(RowType.JOURNAL_ENTRY), changes));
        writeRest(changes);
    }

    /** Whether {@link #writeRest} would write nothing. */
    private static boolean isNothingLeft(Changes changes) {
        return Stream.of(
                        changes.addedIncrements(),
                        changes.changedIncrements(),
                        changes.restarted().keySet(),
                        changes.postings(),
                        changes.blocked().keySet(),
                        changes.remembered(),
                        changes.advised())
                .allMatch(Collection::isEmpty);
    }

    /** What is not written together: few batches have any of it. */
    private void writeRest(Changes changes) throws SQLException {
        updateExactly(IncrementRows.INSERT, IncrementRows.inserted(changes.addedIncrements()));
        updateExactly(IncrementRows.UPDATE, IncrementRows.updated(changes.changedIncrements()));
        updateExactly(HoldRestarts.UPDATE, HoldRestarts.columns(changes.restarted()));
        insertPostings(changes);
        CardRows.block(connection, changes.blocked(), fileUpdateNetworks);
        insertEarlyReversals(changes);
        updateExactly(AdviceRows.INSERT, AdviceRows.inserted(changes.advised()));
    }

    private static Columns journal(Batch batch) {
        Columns rows = new Columns(RowType.JOURNAL_ENTRY);
        for (Batch.Entry entry : batch.entries()) {
            rows.add(journalRow(entry, batch.policyVersion()));
        }
        return rows;
    }

    private static Object[] journalRow(Batch.Entry entry, int policyVersion) {
        AuthorizationRequest request = entry.submission().request();
        Optional<CardSnapshot> card = entry.input().situation().card();
        Answer answer = entry.decision().answer();
        return new Object[] {
            request.key().transmittedOn(),
            InputCodec.VERSION,
            request.payment().amount().currency(),
            request.payment().amount().minorUnits(),
            answer.reason().approves() ? answer.amount().minorUnits() : 0L,
            card.map(CardSnapshot::cardId),
            card.map(CardSnapshot::accountId),
            entry.authorizationId(),
            entry.submission().arrivedAt(),
            request.mti(),
            request.payment().processingCode().digits(),
            answer.reason().name(),
            answer.approvalCode(),
            request.key().line(),
            request.card().bytes(),
            InputCodec.encode(entry.input()),
            OutcomeCodec.encode(entry.decision()),
            policyVersion
        };
    }

    /**
     * A repeat given a recorded approval settles its fate; another message under a key is noted.
     */
    private static void noteRepeats(Batch batch) {
        for (Batch.Repeat repeat : batch.repeats()) {
            MessageKey key = repeat.recorded().key();
            AuthorizationRequest request = repeat.submission().request();
            if (!SameMessage.isSame(request, repeat.recorded())) {
                batch.changes().event(key, "key_reused", repeat.answer().reason().name(), "");
            } else if (repeat.answer().reason().approves() && !repeat.recorded().isDelivered()) {
                batch.changes().event(key, "delivered", Reason.APPROVED.name(), "");
            }
        }
    }

    private static Columns holdEvents(Changes changes) {
        Columns rows = new Columns(RowType.HOLD_EVENT);
        for (Changes.HoldEvent event : changes.holdEvents()) {
            rows.add(
                    event.authorizationId(),
                    event.amount(),
                    event.cause().transmittedOn(),
                    event.level(),
                    event.term().word(),
                    event.cause().line());
        }
        return rows;
    }

    private static Columns accounts(Changes changes) {
        Columns rows = new Columns(RowType.ACCOUNT_CHANGE);
        changes.accounts()
                .forEach(
                        (id, delta) -> {
                            List<Optional<?>> usage =
                                    changes.usage().values(UsageSubject.account(id));
                            rows.add(
                                    id,
                                    delta.held(),
                                    delta.posted(),
                                    usage.get(0),
                                    usage.get(1),
                                    usage.get(2));
                        });
        return rows.repeatingFirst();
    }

    /** Two lines a transaction. */
    private void insertPostings(Changes changes) throws SQLException {
        Columns rows = LedgerRows.rows(changes.postings());
        if (!rows.isEmpty() && update(LedgerRows.INSERT, rows) != 2 * rows.size()) {
            throw new IllegalStateException("not every posting has its two lines");
        }
    }

    private static Columns journalEvents(Changes changes) {
        Columns rows = new Columns("date", "text", "text", "text", "text");
        changes.journalEvents().stream()
                .sorted(Comparator.comparing(event -> event.message().line()))
                .forEach(
                        event ->
                                rows.add(
                                        event.message().transmittedOn(),
                                        event.kind(),
                                        event.reason(),
                                        event.message().line(),
                                        event.causeKey()));
        return rows;
    }

    private void insertEarlyReversals(Changes changes) throws SQLException {
        Columns rows =
                new Columns(
                        "int8",
                        "int8",
                        "timestamptz",
                        "date",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "bool");
        for (Changes.Remembered early : changes.remembered()) {
            EarlyReversal reversal = early.reversal();
            rows.add(
                    early.cardId(),
                    reversal.replacement().orElse(0),
                    reversal.receivedAt(),
                    early.key().transmittedOn(),
                    reversal.networkTransactionId(),
                    reversal.messageClass(),
                    reversal.stan(),
                    reversal.sentAt(),
                    early.key().line(),
                    reversal.replacement().isEmpty());
        }
        updateExactly(INSERT_EARLY_REVERSALS, rows);
    }

    /** A statement and what it is to write. */
    private record Rows(String sql, Columns columns) {}

    /** The few texts that {@link #bound} asks for. */
    private record Together(List<String> statements, boolean commits) {

        String sql() {
            String written = together(statements);
            return commits ? written + ";" + LaneConnection.COMMIT : written;
        }
    }

    /**
     * What most batches write is one statement: of each of these groups all or nothing, since a
     * text for each combination would be as many plans for the database to keep.
     */
    private static List<Rows> together(Columns journal, Changes changes) {
        List<List<Rows>> groups =
                List.of(
                        List.of(new Rows(INSERT_JOURNAL, journal)),
                        List.of(
                                new Rows(
                                        AuthorizationRows.INSERT,
                                        AuthorizationRows.inserted(changes.opened())),
                                new Rows(INSERT_HOLD_EVENTS, holdEvents(changes)),
                                new Rows(UPDATE_ACCOUNTS, accounts(changes)),
                                new Rows(EventRows.INSERT, changes.told().rows())),
                        List.of(new Rows(CardRows.UPDATE, CardRows.updated(changes))),
                        List.of(
                                new Rows(
                                        AuthorizationRows.UPDATE,
                                        AuthorizationRows.updated(changes.changed())),
                                new Rows(INSERT_JOURNAL_EVENTS, journalEvents(changes))));
        return groups.stream()
                .filter(group -> group.stream().anyMatch(rows -> !rows.columns().isEmpty()))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * @throws SQLException with {@link SqlFailure#isKeyTaken} where another server journaled one of
     *     the keys first, of state {@value SqlFailure#WRITTEN_SHORT} where a row is missing
     */
    private void writeTogether(List<Rows> written) throws SQLException {
        if (!written.isEmpty()) {
            connection.query(bound(written, false)).close();
        }
    }

    private PreparedStatement bound(List<Rows> written, boolean commits) throws SQLException {
        List<String> statements = written.stream().map(Rows::sql).toList();
        PreparedStatement statement =
                connection.prepare(
                        TOGETHER.computeIfAbsent(new Together(statements, commits), Together::sql));
        int next = 1;
        for (Rows rows : written) {
            next = rows.columns().bind(statement, next);
        }
        long[] due =
                written.stream()
                        .filter(rows -> isCounted(rows.sql()))
                        .mapToLong(rows -> rows.columns().size())
                        .toArray();
        statement.setArray(next, connection.array("int8", due));
        return statement;
    }

    /** One statement that runs all of these, and fails where they wrote less than it is told. */
    static String together(List<String> statements) {
        StringBuilder with = new StringBuilder("with ");
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            String comma = i == 0 ? "" : ", ";
            with.append("%sw%d as (%n%s%nreturning 1)".formatted(comma, i, statements.get(i)));
            if (isCounted(statements.get(i))) {
                counts.add("(select count(*) from w" + i + ")");
            }
        }
        return with.append("\nselect kessai_require_written(array[")
                .append(String.join(", ", counts))
                .append("], ?, false)")
                .toString();
    }

    /** What was noted of a message before is not noted again. */
    private static boolean isCounted(String statement) {
        return !statement.equals(INSERT_JOURNAL_EVENTS);
    }

    private void updateExactly(String sql, Columns rows) throws SQLException {
        if (!rows.isEmpty()) {
            int affected = update(sql, rows);
            if (affected != rows.size()) {
                throw new IllegalStateException(
                        "%d of %d rows written by: %s".formatted(affected, rows.size(), sql));
            }
        }
    }

    private int update(String sql, Columns rows) throws SQLException {
        PreparedStatement statement = connection.prepare(sql);
        rows.bind(statement);
        return connection.update(statement);
    }
}
