package io.kessai.authorization;

import io.kessai.authorization.cryptography.KeyChanges;
import io.kessai.authorization.cryptography.Verification;
import io.kessai.authorization.cryptography.ZoneKeyLogin;
import io.kessai.authorization.cryptography.ZoneKeys;
import io.kessai.authorization.cryptography.ZoneSample;
import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.link.AnswerPolicy;
import io.kessai.authorization.link.Backoff;
import io.kessai.authorization.link.DialLimits;
import io.kessai.authorization.link.FilePolicy;
import io.kessai.authorization.link.LinkClock;
import io.kessai.authorization.link.LinkEnd;
import io.kessai.authorization.link.LinkLimits;
import io.kessai.authorization.link.LinkSettings;
import io.kessai.authorization.link.Links;
import io.kessai.authorization.link.NetworkHost;
import io.kessai.authorization.message.MessageReader;
import io.kessai.authorization.record.LaneSettings;
import io.kessai.authorization.record.PartitionKeeper;
import io.kessai.authorization.record.Recorder;
import io.kessai.authorization.record.StoreEndpoint;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.network.LinkAddress;
import io.kessai.local.proofs.TestKeys;
import io.kessai.policy.HoldPolicyFile;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The server's flow in this process, put together as {@link Server} does, but with a wall clock of
 * the test's: real sockets, one link for each dialect, and a real PostgreSQL.
 */
final class InProcessServer implements AutoCloseable {
    private static final String NETWORK = "default";
    private static final String LOOPBACK = "127.0.0.1";
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    /** A busy machine is no reason to answer 91. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final LaneSettings LANES =
            new LaneSettings(
                    2, 256, 100_000, PATIENCE, PATIENCE.dividedBy(2), Duration.ofMillis(50), TOKYO);
    private static final LinkLimits LIMITS =
            new LinkLimits(1 << 20, 16, Duration.ofMinutes(5), Duration.ofSeconds(10));
    private final Vertx vertx = Vertx.vertx();
    private final List<LinkSettings> settings;
    private final Links links;
    private final Cryptography cryptography;
    private final Recorder recorder;
    private final PartitionKeeper partitions;

    InProcessServer(DatabaseEndpoint database, PanVault vault, InstantSource clock) {
        this(
                database,
                vault,
                clock,
                List.of(
                        link("ascii", Dialect.iso87Ascii()),
                        link("binary", Dialect.iso87Binary())));
    }

    private InProcessServer(
            DatabaseEndpoint database,
            PanVault vault,
            InstantSource clock,
            List<LinkSettings> settings) {
        this(database, vault, clock, settings, Cryptography.ofTestKeys(database));
    }

    private InProcessServer(
            DatabaseEndpoint database,
            PanVault vault,
            InstantSource clock,
            List<LinkSettings> settings,
            Cryptography cryptography) {
        this.settings = settings;
        this.cryptography = cryptography;
        Login login = database.login(DatabaseRole.SERVER);
        StoreEndpoint store = new StoreEndpoint(database.url(), login.user(), login.password());
        FlowMetrics metrics = new FlowMetrics(new SimpleMeterRegistry());
        this.partitions = new PartitionKeeper(store, 14, metrics, clock);
        this.recorder =
                new Recorder(
                        store,
                        LANES,
                        new Decider(HoldPolicyFile.shipped()),
                        ApprovalCodes::next,
                        metrics);
        this.links = new Links(vertx, settings, _ -> {}, LinkClock.of(clock), () -> 0);
        recorder.start();
        links.open(
                        new AuthorizationFlow(
                                new MessageReader(vault),
                                cryptography.verification,
                                cryptography.keyChanges,
                                recorder,
                                LinkWriters.generic(),
                                metrics,
                                PATIENCE))
                .toCompletableFuture()
                .join();
    }

    /** Where a network finds its links, each {@code connections} times. */
    List<LinkAddress> addresses(int connections) {
        return settings.stream()
                .flatMap(link -> IntStream.range(0, connections).mapToObj(i -> address(link, i)))
                .toList();
    }

    PartitionKeeper partitions() {
        return partitions;
    }

    private LinkAddress address(LinkSettings link, int connection) {
        return new LinkAddress(
                link.name() + connection,
                NETWORK,
                LOOPBACK,
                links.port(link.name()),
                link.dialect(),
                link.frame());
    }

    /** A server with a link in each built-in dialect. */
    static InProcessServer ofEveryDialect(DatabaseEndpoint database, PanVault vault) {
        return new InProcessServer(
                database,
                vault,
                InstantSource.system(),
                Dialect.builtInNames().stream()
                        .map(name -> link(name, Dialect.builtIn(name).orElseThrow()))
                        .toList());
    }

    /** A server of one link, that it dials. */
    static InProcessServer dialling(
            DatabaseEndpoint database, PanVault vault, Dialect dialect, int port) {
        LinkEnd end =
                new LinkEnd.Dials(
                        List.of(new NetworkHost(LOOPBACK, port)),
                        new DialLimits(
                                PATIENCE,
                                PATIENCE,
                                new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1))),
                        Optional.empty());
        return new InProcessServer(
                database, vault, InstantSource.system(), List.of(link("dialled", dialect, end)));
    }

    /**
     * A server of one link, that verifies, and takes keys.
     *
     * @param keys that the other two know; the server closes all three
     */
    static InProcessServer verifying(
            DatabaseEndpoint database,
            PanVault vault,
            Dialect dialect,
            ZoneKeys keys,
            Verification verification,
            KeyChanges keyChanges) {
        return new InProcessServer(
                database,
                vault,
                InstantSource.system(),
                List.of(link("verifying", dialect)),
                new Cryptography(keys, verification, keyChanges));
    }

    private static LinkSettings link(String name, Dialect dialect) {
        return link(name, dialect, new LinkEnd.Listens(LOOPBACK, 0, Optional.empty()));
    }

    private static LinkSettings link(String name, Dialect dialect, LinkEnd end) {
        return new LinkSettings(
                name,
                NETWORK,
                end,
                dialect,
                FrameFormat.parse("2-byte").orElseThrow(),
                AnswerPolicy.GENERIC,
                new FilePolicy(true, false),
                LIMITS);
    }

    @Override
    public void close() {
        links.drain(PATIENCE).toCompletableFuture().join();
        recorder.close();
        cryptography.close();
        partitions.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** What verifies cards and takes keys. */
    private record Cryptography(ZoneKeys keys, Verification verification, KeyChanges keyChanges)
            implements AutoCloseable {

        /** Of the simulated issuer, with the keys of networks that the database has. */
        static Cryptography ofTestKeys(DatabaseEndpoint database) {
            Login login = database.login(DatabaseRole.SERVER);
            ZoneKeys keys =
                    ZoneSample.keys(
                            new ZoneKeyLogin(
                                    database.url(),
                                    login.user(),
                                    login.password(),
                                    List.of(NETWORK)),
                            VaultKeys.development());
            return new Cryptography(
                    keys,
                    ZoneSample.verification(keys, TestKeys.properties()),
                    ZoneSample.changes(keys, TestKeys.properties()));
        }

        @Override
        public void close() {
            verification.close();
            keyChanges.close();
            keys.close();
        }
    }
}
