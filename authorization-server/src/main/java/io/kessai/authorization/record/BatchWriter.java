package io.kessai.authorization.record;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.CardSnapshot;
import io.kessai.authorization.decide.EarlyReversal;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.SameMessage;
import io.kessai.domain.MessageKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes what a batch decided: a set of rows a table, in key order, counts asserted. */
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
            order by m.message_key, m.transmitted_on
            on conflict do nothing""";

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

    /** The few texts that {@link #together} is asked for, by their statements. */
    private static final Map<List<String>, String> TOGETHER = new ConcurrentHashMap<>();

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
     * Writes everything but the commit.
     *
     * @throws KeyTakenException if another server journaled one of the keys first
     */
    void write(Batch batch) throws SQLException, KeyTakenException {
        noteRepeats(batch);
        if (!write(journal(batch), batch.changes())) {
            throw new KeyTakenException();
        }
    }

    /** Changes that no message asked for. */
    void write(Changes changes) throws SQLException {
        write(new Columns(RowType.JOURNAL_ENTRY), changes);
    }

    /** Whether every key was free; if not, not everything was written. */
    private boolean write(Columns journal, Changes changes) throws SQLException {
        boolean areFree =
                writeTogether(
                        new Rows(INSERT_JOURNAL, journal),
                        List.of(
                                new Rows(
                                        AuthorizationRows.INSERT,
                                        AuthorizationRows.inserted(changes.opened())),
                                new Rows(INSERT_HOLD_EVENTS, holdEvents(changes)),
                                new Rows(UPDATE_ACCOUNTS, accounts(changes)),
                                new Rows(EventRows.INSERT, changes.told().rows()),
                                new Rows(CardRows.UPDATE, CardRows.updated(changes))));
        if (!areFree) {
            return false;
        }
        updateExactly(AuthorizationRows.UPDATE, AuthorizationRows.updated(changes.changed()));
        updateExactly(IncrementRows.INSERT, IncrementRows.inserted(changes.addedIncrements()));
        updateExactly(IncrementRows.UPDATE, IncrementRows.updated(changes.changedIncrements()));
        updateExactly(HoldRestarts.UPDATE, HoldRestarts.columns(changes.restarted()));
        insertPostings(changes);
        CardRows.block(connection, changes.blocked(), fileUpdateNetworks);
        insertJournalEvents(changes);
        insertEarlyReversals(changes);
        updateExactly(AdviceRows.INSERT, AdviceRows.inserted(changes.advised()));
        return true;
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

    private void insertJournalEvents(Changes changes) throws SQLException {
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
        if (!rows.isEmpty()) {
            update(INSERT_JOURNAL_EVENTS, rows);
        }
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
    private record Rows(String sql, Columns columns) {

        private void verify(int affected) {
            if (affected != columns.size()) {
                throw new IllegalStateException(
                        "%d of %d rows written by: %s".formatted(affected, columns.size(), sql));
            }
        }
    }

    /**
     * What nearly every batch writes is one statement. The journal and the last of the rest are
     * left out where they are empty; a text for each combination would be as many plans for the
     * database to keep.
     *
     * @return whether every key of the journal was free
     */
    private boolean writeTogether(Rows journal, List<Rows> rest) throws SQLException {
        boolean isRestEmpty = rest.stream().allMatch(rows -> rows.columns().isEmpty());
        boolean isLastEmpty = rest.getLast().columns().isEmpty();
        boolean isJournaled = !journal.columns().isEmpty();
        List<Rows> written = new ArrayList<>();
        if (isJournaled) {
            written.add(journal);
        }
        if (!isRestEmpty) {
            written.addAll(isLastEmpty ? rest.subList(0, rest.size() - 1) : rest);
        }
        if (written.isEmpty()) {
            return true;
        }
        PreparedStatement statement =
                connection.prepare(
                        TOGETHER.computeIfAbsent(
                                written.stream().map(Rows::sql).toList(), BatchWriter::together));
        int next = 1;
        for (Rows rows : written) {
            next = rows.columns().bind(statement, next);
        }
        try (ResultSet affected = connection.query(statement)) {
            affected.next();
            for (int i = 0; i < written.size(); i++) {
                int count = affected.getInt(i + 1);
                if (i == 0 && isJournaled && count < journal.columns().size()) {
                    return false;
                }
                written.get(i).verify(count);
            }
        }
        return true;
    }

    /** One statement that runs all of these and gives one row: how many rows each of them wrote. */
    static String together(List<String> statements) {
        StringBuilder with = new StringBuilder("with ");
        StringBuilder counts = new StringBuilder("\nselect ");
        for (int i = 0; i < statements.size(); i++) {
            String comma = i == 0 ? "" : ", ";
            with.append("%sw%d as (%n%s%nreturning 1)".formatted(comma, i, statements.get(i)));
            counts.append("%s(select count(*) from w%d)".formatted(comma, i));
        }
        return with.append(counts).toString();
    }

    private void updateExactly(String sql, Columns rows) throws SQLException {
        if (!rows.isEmpty()) {
            new Rows(sql, rows).verify(update(sql, rows));
        }
    }

    private int update(String sql, Columns rows) throws SQLException {
        PreparedStatement statement = connection.prepare(sql);
        rows.bind(statement);
        return connection.update(statement);
    }
}
