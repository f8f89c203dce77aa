package io.kessai.bench.peer;

import io.kessai.authorization.link.AnswerPolicy;
import io.kessai.authorization.link.LinkClock;
import io.kessai.authorization.link.LinkEnd;
import io.kessai.authorization.link.LinkLimits;
import io.kessai.authorization.link.LinkSettings;
import io.kessai.authorization.link.Links;
import io.kessai.authorization.message.MessageReader;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.run.LocalVault;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The program of a peer: a link in {@code iso87-ascii} as ours has it, and in place of our lanes a
 * pool of connections that each record one message at a time; or, of the prototype, lanes of its
 * own.
 *
 * <p>Its argument is a {@link PeerKind}; the database is named by the environment. It prints its
 * port once it listens, and ends when its standard input does.
 */
public final class PeerServer {

    private static final String LINK = "peer";
    private static final LinkLimits LIMITS =
            new LinkLimits(1 << 20, 64, Duration.ofMinutes(5), Duration.ofSeconds(30));

    private PeerServer() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        PeerKind kind = PeerKind.valueOf(arguments[0]);
        DatabaseEndpoint database = DatabaseEndpoint.fromEnvironment(System.getenv()).orElseThrow();
        PeerFlow flow = flow(kind, database);
        Vertx vertx = Vertx.vertx();
        Links links =
                new Links(
                        vertx,
                        List.of(link()),
                        _ -> {},
                        LinkClock.of(Clock.systemUTC()),
                        Math::random);
        links.open(flow).toCompletableFuture().join();
        System.out.println(links.port(LINK));
        while (System.in.read() >= 0) {
            // Nobody writes: it ends with whoever started it.
        }
        vertx.close();
    }

    private static PeerFlow flow(PeerKind kind, DatabaseEndpoint database) throws SQLException {
        PeerFlow flow = new PeerFlow(new MessageReader(LocalVault.open()), kind.queues());
        if (kind == PeerKind.THREE_TABLES) {
            ThreeTables.create(database);
        }
        for (int i = 0; i < kind.connections(); i++) {
            flow.work(store(kind, database));
        }
        return flow;
    }

    static BatchStore store(PeerKind kind, DatabaseEndpoint database) throws SQLException {
        return switch (kind) {
            case FIVE_STATEMENTS ->
                    BatchStore.of(
                            new FiveStatements(
                                    new PeerConnection(database, DatabaseRole.SERVER, false)));
            case ONE_STATEMENT ->
                    BatchStore.of(
                            new OneStatement(
                                    new PeerConnection(database, DatabaseRole.SERVER, true)));
            case THREE_TABLES ->
                    new ThreeTables(new PeerConnection(database, DatabaseRole.MIGRATIONS, false));
        };
    }

    private static LinkSettings link() {
        return new LinkSettings(
                LINK,
                "default",
                new LinkEnd.Listens("127.0.0.1", 0, Optional.empty()),
                Dialect.iso87Ascii(),
                FrameFormat.parse("2-byte").orElseThrow(),
                AnswerPolicy.GENERIC,
                LIMITS);
    }
}
