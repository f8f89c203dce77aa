package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Decider;
import io.kessai.domain.HoldPolicy;
import io.kessai.domain.PanToken;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.database.LocalSchema;
import io.kessai.local.database.Login;
import io.kessai.local.database.TestDatabase;
import io.kessai.policy.HoldPolicyFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A database of its own with cards on it, recorders that work on it as the server's own login, and
 * a superuser who looks at what they wrote.
 */
final class RecordKit implements AutoCloseable {

    static final Duration STORE_TIMEOUT = Duration.ofMillis(500);
    static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Many lanes' statements wait on a busy machine: only what is about timeouts has short ones.
     */
    static final LaneSettings PATIENT =
            new LaneSettings(
                    2,
                    256,
                    100_000,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(20),
                    Duration.ofMillis(50),
                    TOKYO);

    static final LaneSettings PROMPT =
            new LaneSettings(
                    2,
                    256,
                    100_000,
                    STORE_TIMEOUT,
                    Duration.ofMillis(200),
                    Duration.ofMillis(100),
                    TOKYO);

    private static final AtomicLong TOKENS = new AtomicLong();

    private final StoreEndpoint server;
    private final DatabaseEndpoint superuser;
    private final Witness witness = new Witness();
    private final AtomicLong approvals = new AtomicLong();
    private final List<Recorder> recorders = new ArrayList<>();

    /** A card, its account and the account's number. */
    record Card(PanToken token, long id, long accountId) {}

    private RecordKit(DatabaseEndpoint endpoint, DatabaseEndpoint superuser) {
        Login login = endpoint.login(DatabaseRole.SERVER);
        this.server = new StoreEndpoint(endpoint.url(), login.user(), login.password());
        this.superuser = superuser;
    }

    /** On a fresh database of the fast server all tests share. */
    static RecordKit fast() {
        DatabaseEndpoint endpoint = TestDatabase.shared().createFromTemplate();
        return new RecordKit(endpoint, TestDatabase.shared().superuser(endpoint));
    }

    /** On a server of the caller's own. */
    static RecordKit on(EmbeddedDatabase server) {
        LocalSchema.prepare(server, "kessai");
        return new RecordKit(server.endpoint("kessai"), server.superuserEndpoint("kessai"));
    }

    StoreEndpoint endpoint() {
        return server;
    }

    /** The same database by way of a forwarder. */
    StoreEndpoint endpoint(Forwarder way) {
        String database = server.url().substring(server.url().lastIndexOf('/'));
        return new StoreEndpoint(
                "jdbc:postgresql://127.0.0.1:%d%s?sslmode=disable&gssEncMode=disable"
                        .formatted(way.port(), database),
                server.user(),
                server.password());
    }

    Witness witness() {
        return witness;
    }

    /** Started, closed with the kit. */
    Recorder recorder(LaneSettings settings) {
        Recorder recorder = idle(settings, server);
        recorder.start();
        return recorder;
    }

    /** Started, closed with the kit, and deciding by another hold policy. */
    Recorder recorder(LaneSettings settings, HoldPolicy policy) {
        Recorder recorder = idle(settings, server, policy);
        recorder.start();
        return recorder;
    }

    /** Not started yet: what is submitted before the start makes one batch a lane. */
    Recorder idle(LaneSettings settings, StoreEndpoint endpoint) {
        return idle(settings, endpoint, HoldPolicyFile.shipped());
    }

    private Recorder idle(LaneSettings settings, StoreEndpoint endpoint, HoldPolicy policy) {
        Recorder recorder =
                new Recorder(
                        endpoint,
                        settings,
                        new Decider(policy),
                        () -> "A%05d".formatted(approvals.incrementAndGet() % 100_000),
                        witness);
        recorders.add(recorder);
        return recorder;
    }

    /** What a lane does, for who does it in a session of its own. */
    static Transactions transactions(HoldPolicy policy) {
        return new Transactions(new Decider(policy), TOKYO, () -> "123456");
    }

    static LaneSettings lanes(LaneSettings settings, int lanes) {
        return new LaneSettings(
                lanes,
                settings.batchLimit(),
                settings.queueLimit(),
                settings.storeTimeout(),
                settings.lockTimeout(),
                settings.probeInterval(),
                settings.zone());
    }

    /** One lane, that has these networks told of blocked cards. */
    static LaneSettings telling(Set<String> networks) {
        return new LaneSettings(
                1,
                PATIENT.batchLimit(),
                PATIENT.queueLimit(),
                PATIENT.storeTimeout(),
                PATIENT.lockTimeout(),
                PATIENT.probeInterval(),
                PATIENT.zone(),
                networks);
    }

    static LaneSettings oneLane() {
        return lanes(PATIENT, 1);
    }

    CompletableFuture<Answer> send(Recorder recorder, Sent message) {
        return send(recorder, message.request(), PATIENCE);
    }

    CompletableFuture<Answer> send(
            Recorder recorder, AuthorizationRequest request, Duration budget) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        recorder.submit(
                new Submission(
                        request,
                        Instant.now(),
                        System.nanoTime() + budget.toNanos(),
                        answer::complete));
        return answer;
    }

    Answer ask(Recorder recorder, Sent message) {
        return await(send(recorder, message));
    }

    static Answer await(CompletableFuture<Answer> answer) {
        try {
            return answer.get(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer at all", e);
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A card on an account of its own. */
    Card card(long limit) {
        return cardOf(account(limit));
    }

    long account(long limit) {
        return number(
                "insert into accounts (credit_limit, currency) values (%d, 392) returning id"
                        .formatted(limit));
    }

    /** Its token makes it fall to lane {@code n} modulo the lanes, {@code n} counting the cards. */
    Card cardOf(long accountId) {
        PanToken token = new PanToken(0x4b65_7373_6169_0000L, TOKENS.incrementAndGet());
        long id =
                number(
                        """
                        insert into cards (account_id, pan_key_version, expires, pan_token,
                            pan_ciphertext, first_six, last_four)
                        values (%d, 1, '2039-12-31', '\\x%s', '\\x00', '999900', '0001')
                        returning id"""
                                .formatted(accountId, token));
        return new Card(token, id, accountId);
    }

    /**
     * Sets the next version of controls.
     *
     * @param scope card, account or product
     * @param state enforced or shadow
     */
    void control(String scope, Object subject, String state, String rules) {
        column(
                """
                insert into controls (version, scope, subject, state, rules, set_by, request_id)
                select count(*) + 1, '%1$s', '%2$s', '%3$s', '%4$s', 'test', gen_random_uuid()
                from controls where scope = '%1$s' and subject = '%2$s'"""
                        .formatted(scope, subject, state, rules));
    }

    long held(Card card) {
        return number("select held from accounts where id = " + card.accountId());
    }

    /** The first column of the first row, as the superuser sees it. */
    long number(String sql) {
        return Long.parseLong(text(sql));
    }

    String text(String sql) {
        List<String> found = column(sql);
        return found.isEmpty() ? "" : found.get(0);
    }

    List<String> column(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            List<String> found = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        found.add(String.valueOf(row.getString(1)));
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    Connection superuser() throws SQLException {
        return superuser.connect(DatabaseRole.MIGRATIONS);
    }

    /**
     * A1 and A5, that every approval has its journal row, and that events tell of all of it;
     * anything found is named.
     */
    void assertBooksAgree() {
        assertEventsAgree();
        assertEquals(
                List.of(),
                column(
                        """
                        select 'account ' || a.id || ' holds ' || a.held || ', its holds '
                            || coalesce(sum(h.remaining), 0)
                        from accounts a left join authorizations h on h.account_id = a.id
                        group by a.id, a.held
                        having a.held <> coalesce(sum(h.remaining), 0)"""));
        assertEquals(
                List.of(),
                column(
                        """
                        select 'authorization ' || a.id || ' differs from its events'
                        from authorizations a
                        left join hold_history e on e.authorization_id = a.id
                        group by a.id
                        having a.remaining <> coalesce(sum(
                            case when e.term in ('authorized', 'incremented', 'raised')
                                then e.amount else -e.amount end), 0)"""));
        assertEquals(
                List.of(),
                column(
                        """
                        select 'authorization ' || a.id || ' without journal row'
                        from authorizations a
                        where not exists (select from journal j
                            where j.message_key = a.message_key
                              and j.transmitted_on = a.transmitted_on
                              and j.authorization_id = a.id)"""));
    }

    /**
     * What controls measure is what authorizations and increments count for.
     *
     * @param where for who reads the failure
     */
    void assertUsageAddsUp(String where) {
        assertEquals(
                List.of(),
                column(
                        """
                        select u.scope || ' ' || u.subject_id
                        from usage u
                        cross join lateral usage_of(u.scope, u.subject_id, u.counted_on, u.zone) s
                        where to_jsonb(s) <> to_jsonb(u) - '{scope,subject_id,counted_on,zone}'::text[]"""),
                where);
    }

    /** What watchers were told adds up to what each authorization holds, or has posted. */
    private void assertEventsAgree() {
        assertEquals(
                List.of(),
                column(
                        """
                        select 'authorization ' || a.id || ' differs from what watchers are told'
                        from authorizations a
                        left join events e on e.authorization_id = a.id
                        group by a.id
                        having a.remaining + a.posted <> coalesce(sum(
                            case
                                when e.kind in ('approved', 'incremented', 'raised') then e.amount
                                when e.kind = 'declined' then 0
                                else -e.amount
                            end), 0)
                            or a.remaining is distinct from
                                (array_agg(e.remaining order by e.id desc))[1]"""));
    }

    /**
     * {@link #assertBooksAgree}, A2, and that each row of the authorizations knows what it posted.
     */
    void assertLedgerAgrees() {
        assertBooksAgree();
        assertEquals(
                List.of(),
                column(
                        """
                        select 'account ' || a.id || ' posted ' || a.posted
                        from accounts a
                        left join ledger_postings p on p.account_id = a.id
                        group by a.id, a.posted
                        having a.posted <> coalesce(
                            sum(case p.direction when 'credit' then p.amount else -p.amount end), 0)
                        union all
                        select 'authorization ' || a.id || ' posted ' || a.posted
                        from authorizations a
                        left join ledger_transactions t on t.authorization_id = a.id
                        left join ledger_postings p on p.transaction_id = t.id and p.line = 1
                        group by a.id, a.posted, a.direction
                        having a.posted <> coalesce(
                            sum(case p.direction when a.direction then p.amount else -p.amount end), 0)"""));
    }

    void closeRecorders() {
        recorders.forEach(Recorder::close);
        recorders.clear();
    }

    @Override
    public void close() {
        closeRecorders();
    }
}
