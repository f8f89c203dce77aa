package io.kessai.authorization.kill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.local.TestSeed;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.database.LocalSchema;
import io.kessai.local.database.ReplicatedDatabase;
import io.kessai.local.network.AnswerLog;
import io.kessai.local.network.AnswerRecord;
import io.kessai.local.network.Day;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.LinkAddress;
import io.kessai.local.network.Request;
import io.kessai.local.network.RetryingNetwork;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.network.clearing.ClearingFile;
import io.kessai.local.run.BulkAuthorizations;
import io.kessai.local.run.CardSeed;
import io.kessai.local.run.Checkout;
import io.kessai.local.run.DemoServer;
import io.kessai.local.run.PackagedProgram;
import io.kessai.local.run.SpecialCards;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/**
 * A durable database, servers on it as processes of their own, and a network that does not give up.
 * Everything random in it comes from the seed of the test run.
 */
final class KillSystem implements AutoCloseable {
    static final Duration READY_TIME_MAX = Duration.ofSeconds(60);

    private static final Duration ANSWER_WAIT = Duration.ofSeconds(5);
    private static final String DATABASE = "kessai";
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");
    private static final Fleet FLEET = new Fleet(400, 2, 1_000_000, "392");

    /** No message of a day is of this date. */
    private static final LocalDate BULK_DATE = LocalDate.of(2026, 3, 2);

    private final long seed = TestSeed.current();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Path folder;
    private final Store store;
    private final List<DemoServer> servers = new ArrayList<>();
    private final AnswerLog log;
    private int days;

    /**
     * What the servers stand on.
     *
     * @param database the server that is killed
     * @param all stops everything
     */
    private record Store(
            EmbeddedDatabase database,
            DatabaseEndpoint endpoint,
            DatabaseEndpoint superuser,
            Runnable all) {

        static Store alone() {
            EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.DURABLE);
            prepare(database);
            return new Store(
                    database,
                    database.endpoint(DATABASE),
                    database.superuserEndpoint(DATABASE),
                    database::close);
        }

        /** The same; programs reach it by another URL. */
        Store by(UnaryOperator<String> way) {
            return new Store(
                    database,
                    new DatabaseEndpoint(way.apply(endpoint.url()), endpoint.logins()),
                    superuser,
                    all);
        }

        static Store on(ReplicatedDatabase both) {
            return new Store(
                    both.primary(),
                    both.endpoint(DATABASE),
                    both.superuserEndpoint(DATABASE),
                    both::close);
        }
    }

    private KillSystem(Path folder, Store store) {
        this.folder = folder;
        this.store = store;
        this.log = AnswerLog.create(answers());
    }

    /** The schema and the cards. */
    static void prepare(EmbeddedDatabase database) {
        LocalSchema.prepare(database, DATABASE);
        PanVault vault = new PanVault(VaultKeys.development());
        DatabaseEndpoint endpoint = database.endpoint(DATABASE);
        try {
            new CardSeed(endpoint, vault, _ -> {}).write(FLEET);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        SpecialCards.control(FLEET, Instant.now(), endpoint, vault);
    }

    /**
     * Starts all of it.
     *
     * @param folder where the logs and the record of answers go
     */
    static KillSystem start(Path folder, int servers) throws Exception {
        return start(folder, servers, Store.alone());
    }

    /** The same, and all programs reach the database by what this makes of its URL. */
    static KillSystem start(Path folder, int servers, UnaryOperator<String> way) throws Exception {
        return start(folder, servers, Store.alone().by(way));
    }

    /** The same on databases that were {@link #prepare}d; closed with it. */
    static KillSystem start(Path folder, int servers, ReplicatedDatabase both) throws Exception {
        return start(folder, servers, Store.on(both));
    }

    private static KillSystem start(Path folder, int servers, Store store) throws Exception {
        System.out.println("kessai.test.seed " + TestSeed.current() + ", logs in " + folder);
        KillSystem system = new KillSystem(folder, store);
        try {
            for (int i = 0; i < servers; i++) {
                system.startServer();
            }
        } catch (Exception e) {
            system.close();
            throw e;
        }
        return system;
    }

    DemoServer startServer() throws IOException {
        Path logs = Files.createDirectories(folder.resolve("server-" + servers.size()));
        DemoServer server = DemoServer.start(Checkout.find(), endpoint(), logs);
        servers.add(server);
        return server;
    }

    DemoServer server(int index) {
        return servers.get(index);
    }

    EmbeddedDatabase database() {
        return store.database();
    }

    /** What the network has received so far, in the order of the answers. */
    List<AnswerRecord> received() {
        log.flush();
        return AnswerLog.read(answers());
    }

    SplittableRandom random() {
        return random;
    }

    /** A network with links to all servers. */
    RetryingNetwork network() {
        return network(servers.stream().flatMap(server -> server.links().stream()).toList());
    }

    RetryingNetwork network(List<LinkAddress> links) {
        return new RetryingNetwork(links, log, ANSWER_WAIT, random.nextLong());
    }

    /** Messages of a day of their own: no two days have one in common. */
    List<Request> messages(int count) {
        Instant start = Instant.now().plusSeconds(days);
        Day day = Day.generate(random.nextLong(), count, FLEET, start);
        days += 1 + count / 100;
        return RetryingNetwork.messagesOf(day);
    }

    /** Sends beside what the test does meanwhile. */
    static CompletableFuture<Void> sending(
            RetryingNetwork network, List<Request> requests, int ratePerSecond) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        network.send(requests, ratePerSecond);
                        network.awaitQuiet();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new CompletionException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().name("sending").start(task));
    }

    /**
     * Every message answers as it did, the database has exactly the approvals that the client has,
     * nobody deadlocked, and the audit is clean.
     */
    void verify(RetryingNetwork network) throws Exception {
        assertEquals(List.of(), network.repeatUnanswered());
        assertEquals(List.of(), network.repeatEverything());
        assertEquals(List.of(), network.contradictions());
        assertEquals(0, network.answersWith("96"), "a malfunction was answered");
        log.flush();
        audit();
        assertEquals(0, number("select deadlocks from pg_stat_database where datname = 'kessai'"));
    }

    /** The approvals of requests that stand in the journal. */
    long approvalsRecorded() throws SQLException {
        return number(
                """
                select count(*)
                from journal j
                where split_part(j.message_key, '|', 2) = '10'
                  and j.reason in ('APPROVED', 'PARTIALLY_APPROVED', 'PURCHASE_WITHOUT_CASH',
                                   'ACCEPTED')
                  and not exists (
                      select from journal_events e
                      where e.message_key = j.message_key
                        and e.transmitted_on = j.transmitted_on
                        and e.kind = 'voided')
                """);
    }

    /** One number, asked as the superuser. */
    long number(String sql) throws SQLException {
        try (Connection connection = store.superuser().connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Leaves an open authorization for each record of a file, and the file in an inbox.
     *
     * @param form and seed of the file; its cards are those of the messages
     */
    BulkClearing deliver(long fileSeed, ClearingFile.Form form, int records) throws IOException {
        BulkClearing bulk = new BulkClearing(fileSeed, FLEET, BULK_DATE, form, records);
        BulkAuthorizations authorizations =
                new BulkAuthorizations(endpoint(), new PanVault(VaultKeys.development()), _ -> {});
        authorizations.write(bulk);
        authorizations.journal(bulk);
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        bulk.write(Files.newOutputStream(inbox.resolve("file-" + fileSeed)));
        return bulk;
    }

    /** The packaged {@code nightly} over what was delivered. */
    void night() throws IOException, InterruptedException {
        clearing(
                "nightly",
                "--date",
                BULK_DATE.toString(),
                "--inbox",
                folder.resolve("inbox").toString(),
                "--archive",
                folder.resolve("archive").toString(),
                "--reports",
                folder.resolve("reports").toString());
    }

    /** The packaged audit over the client's record of answers and the servers' logs. */
    private void audit() throws IOException, InterruptedException {
        clearing("audit", "--answers", answers().toString(), "--logs", folder.toString());
    }

    private void clearing(String... arguments) throws IOException, InterruptedException {
        PackagedProgram program = new PackagedProgram(Checkout.find().clearingJar());
        List<String> command = new ArrayList<>(program.command(QUICK_START));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--db", endpoint().url(), "--development-keys"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(endpoint().environment());
        Process process = builder.start();
        String report = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), report);
    }

    private Path answers() {
        return folder.resolve("answers.jsonl");
    }

    private DatabaseEndpoint endpoint() {
        return store.endpoint();
    }

    @Override
    public void close() {
        servers.forEach(DemoServer::close);
        store.all().run();
    }
}
