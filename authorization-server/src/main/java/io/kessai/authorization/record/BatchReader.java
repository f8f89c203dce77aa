package io.kessai.authorization.record;

import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Recorded;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.domain.AccountStatus;
import io.kessai.domain.Currency;
import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;
import io.kessai.domain.Product;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Locks a batch's accounts, then loads what its messages need, in later statements: a statement
 * that waited for a lock does not see the rows its holder committed.
 */
final class BatchReader {

    static final String LOCK_ACCOUNTS =
            """
            select a.id, a.status, a.currency, a.credit_limit, a.posted, a.held, a.product,
                   a.enforced_controls, a.shadow_controls, a.usage, a.usage_on, a.usage_zone,
                   p.enforced_controls as product_enforced_controls,
                   p.shadow_controls as product_shadow_controls
            from accounts a
            left join product_controls p on p.product = a.product
            where a.id = any (array(select c.account_id from cards c where c.pan_token = any (?)))
            order by a.id
            for no key update of a""";

    static final String LOCK = LOCK_ACCOUNTS + ";" + CardRows.LOAD;

    /** At most one. A scalar subquery: one with {@code exists} may be hashed, reading all fates. */
    private static final String FATE =
            """
            (select e.kind
             from journal_events e
             where e.message_key = j.message_key and e.transmitted_on = j.transmitted_on
               and e.kind in ('delivered', 'voided')) as fate""";

    // "offset 0" keeps what is sought on the outside of each join: with the statistics of a young
    // table the planner may turn a plain join round and walk the whole index. The first and last
    // date of all keys are parameters of their own: only those leave out partitions at the start.
    static final String LOAD_RECORDED =
            """
            select k.position, j.pan_token, j.amount, j.currency, j.outcome,
            """
                    + FATE
                    + """

                    from unnest(?, ?, ?) as k (position, message_key, transmitted_on)
                    cross join lateral (
                        select * from journal x
                        where x.message_key = k.message_key
                          and x.transmitted_on = k.transmitted_on
                          and x.transmitted_on between ? and ?
                        offset 0) j""";

    static final String LOAD_RECORDED_OF_REPEATS =
            """
            select r.position, a.transmission, a.transmitted_on, j.pan_token, j.amount, j.currency,
                   j.outcome,
            """
                    + FATE
                    + """

                    from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        as r (position, card_id, stan, network, message_class, acquirer, rrn,
                              terminal, processing_code, amount, currency, earliest)
                    cross join lateral (
                        select x.message_key, x.transmitted_on, x.transmission, x.decided_at
                        from authorizations x
                        where x.card_id = r.card_id and x.stan = r.stan and x.network = r.network
                          and x.message_class = r.message_class and x.acquirer = r.acquirer
                          and x.rrn = r.rrn and x.terminal = r.terminal
                          and x.decided_at >= r.earliest
                        union all
                        select x.message_key, x.transmitted_on, x.transmission, x.decided_at
                        from increments x
                        where x.card_id = r.card_id and x.stan = r.stan and x.network = r.network
                          and x.message_class = r.message_class and x.acquirer = r.acquirer
                          and x.rrn = r.rrn and x.terminal = r.terminal
                          and x.decided_at >= r.earliest
                        offset 0) a
                    cross join lateral (
                        select * from journal x
                        where x.message_key = a.message_key
                          and x.transmitted_on = a.transmitted_on
                          and x.processing_code = r.processing_code
                          and x.amount = r.amount and x.currency = r.currency
                        offset 0) j
                    order by a.decided_at""";

    /** The driver sends it as infinity. */
    private static final OffsetDateTime NEVER = OffsetDateTime.MAX;

    /** A day more than an early reversal counts: {@code decide} has the last word. */
    private static final Duration EARLY_REVERSALS_WITHIN = Duration.ofDays(11);

    /** How long a repeat whose sender gave it another DE7 is taken for one. */
    private static final Duration REPEATED_WITHIN = Duration.ofHours(24);

    private final LaneConnection connection;
    private final ZoneId zone;
    private final ControlsReader controls;

    /**
     * @param zone the programme's: usage that was cut in another one is not taken
     */
    BatchReader(LaneConnection connection, ZoneId zone, ControlsReader controls) {
        this.connection = connection;
        this.zone = zone;
        this.controls = controls;
    }

    LoadedState load(List<Submission> submissions) throws SQLException {
        LoadedState state = new LoadedState();
        loadLockedAndRecorded(submissions, state);
        loadRecordedOfRepeats(submissions, state);
        new OriginalsReader(connection).load(submissions, state);
        new RatesReader(connection).load(submissions, state);
        controls.load(connection, submissions, state);
        loadRolling(submissions, state);
        return state;
    }

    /** Locks the accounts of these cards in id order, then loads the cards. */
    void lock(Collection<PanToken> tokens, LoadedState state) throws SQLException {
        byte[][] bytes = bytes(tokens.stream());
        if (bytes.length > 0) {
            PreparedStatement statements = connection.prepare(LOCK);
            bindLock(statements, bytes, NEVER);
            connection.query(statements, account(state), card(state));
        }
    }

    /**
     * The accounts, locked; the cards, with reversals that came before their message; what the
     * journal has for the keys. Each statement takes its own snapshot, also when they are sent
     * together.
     */
    private void loadLockedAndRecorded(List<Submission> submissions, LoadedState state)
            throws SQLException {
        List<AuthorizationRequest> requests =
                submissions.stream().map(Submission::request).toList();
        byte[][] tokens = bytes(requests.stream().map(AuthorizationRequest::card));
        Columns keys = keys(requests);
        LaneConnection.RowReader recorded =
                row -> state.add(recorded(row, requests.get(row.getInt("position")).key()));
        if (tokens.length == 0) {
            PreparedStatement statement = connection.prepare(LOAD_RECORDED);
            bindDates(statement, keys.bind(statement, 1), keysOf(requests));
            connection.query(statement, recorded);
        } else {
            PreparedStatement statements = connection.prepare(LOCK + ";" + LOAD_RECORDED);
            int next = bindLock(statements, tokens, earlierSince(submissions));
            bindDates(statements, keys.bind(statements, next), keysOf(requests));
            connection.query(statements, account(state), card(state), recorded);
        }
    }

    private static List<MessageKey> keysOf(List<AuthorizationRequest> requests) {
        return requests.stream().map(AuthorizationRequest::key).toList();
    }

    private static Columns keys(List<AuthorizationRequest> requests) {
        Columns keys = new Columns("int4", "text", "date");
        for (int i = 0; i < requests.size(); i++) {
            MessageKey key = requests.get(i).key();
            keys.add(i, key.line(), key.transmittedOn());
        }
        return keys;
    }

    /** The first and the last UTC date of the keys. */
    static void bindDates(PreparedStatement statement, int first, List<MessageKey> keys)
            throws SQLException {
        List<LocalDate> dates = keys.stream().map(MessageKey::transmittedOn).toList();
        statement.setObject(first, Collections.min(dates));
        statement.setObject(first + 1, Collections.max(dates));
    }

    private static OffsetDateTime earlierSince(List<Submission> submissions) {
        Instant first = Collections.min(submissions.stream().map(Submission::arrivedAt).toList());
        return first.minus(EARLY_REVERSALS_WITHIN).atOffset(ZoneOffset.UTC);
    }

    /** Each once. */
    private static byte[][] bytes(Stream<PanToken> tokens) {
        return tokens.distinct()
                .filter(token -> !token.equals(PanToken.NONE))
                .map(PanToken::bytes)
                .toArray(byte[][]::new);
    }

    /**
     * The parameters of {@link #LOCK}; gives the number of the next one.
     *
     * @param earlierSince from when on reversals are read that came before their message
     */
    private int bindLock(PreparedStatement statements, byte[][] tokens, OffsetDateTime earlierSince)
            throws SQLException {
        statements.setArray(1, connection.array("bytea", tokens));
        statements.setObject(2, earlierSince);
        statements.setArray(3, connection.array("bytea", tokens));
        return 4;
    }

    private LaneConnection.RowReader account(LoadedState state) {
        return row -> {
            AccountFunds account = account(row);
            state.add(account);
            UsageRows.counted(row, zone)
                    .ifPresent(usage -> state.add(UsageSubject.account(account.id()), usage));
        };
    }

    private LaneConnection.RowReader card(LoadedState state) {
        return row -> {
            CardRow card = CardRows.read(row);
            state.add(card);
            CardRows.earlyReversal(row).ifPresent(earlier -> state.add(card.id(), earlier));
            UsageRows.counted(row, zone)
                    .ifPresent(usage -> state.add(UsageSubject.card(card.id()), usage));
        };
    }

    private void loadRecordedOfRepeats(List<Submission> submissions, LoadedState state)
            throws SQLException {
        Columns repeats =
                new Columns(
                        "int4",
                        "int8",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "text",
                        "int8",
                        "int2",
                        "timestamptz");
        for (int i = 0; i < submissions.size(); i++) {
            AuthorizationRequest request = submissions.get(i).request();
            Optional<CardRow> card = state.card(request.card());
            if (request.isRepeat() && card.isPresent() && state.recorded(request).isEmpty()) {
                repeats.add(repeat(i, submissions.get(i), card.get()));
            }
        }
        if (repeats.isEmpty()) {
            return;
        }
        PreparedStatement statement = connection.prepare(LOAD_RECORDED_OF_REPEATS);
        repeats.bind(statement);
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                MessageKey repeat = submissions.get(row.getInt("position")).request().key();
                MessageKey first =
                        repeat.sentAt(
                                row.getString("transmission"),
                                row.getObject("transmitted_on", LocalDate.class));
                state.addForRepeat(repeat, recorded(row, first));
            }
        }
    }

    private static Object[] repeat(int position, Submission submission, CardRow card) {
        AuthorizationRequest request = submission.request();
        MessageKey key = request.key();
        return new Object[] {
            position,
            card.id(),
            key.stan(),
            key.network(),
            key.messageClass(),
            key.acquirer(),
            key.rrn(),
            key.terminal(),
            request.payment().processingCode().digits(),
            request.payment().amount().minorUnits(),
            request.payment().amount().currency(),
            submission.arrivedAt().minus(REPEATED_WITHIN)
        };
    }

    /** What rolling windows measure, where a limit could refuse by it. */
    private void loadRolling(List<Submission> submissions, LoadedState state) throws SQLException {
        RollingSums sums = RollingSums.of(submissions, state, zone);
        if (!sums.columns().isEmpty()) {
            PreparedStatement statement = connection.prepare(RollingSums.SUM);
            sums.columns().bind(statement);
            connection.query(statement, sums::add);
            sums.tell(state);
        }
    }

    private static AccountFunds account(ResultSet row) throws SQLException {
        return new AccountFunds(
                row.getLong("id"),
                AccountStatus.ofWord(row.getString("status")).orElseThrow(),
                Currency.ofNumeric(row.getInt("currency")).orElseThrow(),
                row.getLong("credit_limit"),
                row.getLong("posted"),
                row.getLong("held"),
                new Product(row.getString("product")),
                ControlsInForce.read(row, ""),
                ControlsInForce.read(row, "product_"));
    }

    private static Recorded recorded(ResultSet row, MessageKey key) throws SQLException {
        return new Recorded(
                key,
                PanToken.of(row.getBytes("pan_token")),
                new SentAmount(row.getLong("amount"), row.getInt("currency")),
                OutcomeCodec.decodeAnswer(row.getBytes("outcome")),
                "voided".equals(row.getString("fate")),
                "delivered".equals(row.getString("fate")));
    }
}
