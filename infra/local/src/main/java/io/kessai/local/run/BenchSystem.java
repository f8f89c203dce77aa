package io.kessai.local.run;

import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.database.LocalSchema;
import io.kessai.local.network.Fleet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A fresh durable database with seeded cards and a server on it, for measurements. */
public final class BenchSystem implements AutoCloseable {
    private static final String DATABASE = "kessai";

    private static final String CONTROL =
            """
            insert into controls (version, scope, subject, state, rules, set_by, request_id)
            select 1, s.scope, s.subject, 'enforced', ?, 'bench', 'bench:' || s.scope || s.subject
            from (
                select 'card' as scope, id::text as subject from cards
                union all
                select 'account', id::text from accounts
                union all
                select distinct 'product', product from accounts) s""";

    private static final String COUNT =
            """
            update %s
            set usage = array_fill(0::bigint, array[20]), usage_zone = 'Asia/Tokyo',
                usage_on = (now() at time zone 'Asia/Tokyo')::date""";

    private final EmbeddedDatabase database;
    private final DemoServer server;

    private BenchSystem(EmbeddedDatabase database, DemoServer server) {
        this.database = database;
        this.server = server;
    }

    /** Starts everything and waits until the server is ready. */
    public static BenchSystem start(Fleet fleet) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kessai-bench");
        EmbeddedDatabase database = EmbeddedDatabase.temporary(Durability.DURABLE);
        try {
            LocalSchema.prepare(database, DATABASE);
            new CardSeed(database.endpoint(DATABASE), LocalVault.open(), rows -> {}).write(fleet);
            return new BenchSystem(
                    database,
                    DemoServer.unverifying(
                            Checkout.find(), database.endpoint(DATABASE), folder.resolve("logs")));
        } catch (RuntimeException | IOException | InterruptedException e) {
            database.close();
            throw e;
        }
    }

    /**
     * Sets these controls for every card and every account, and for their product; what they have
     * used is counted from now on, so that no message is the first to be.
     *
     * @param rules lines as docs/authorization.md, section 6.1, has them
     */
    public void control(String rules) throws IOException {
        try (Connection connection = database.endpoint(DATABASE).connect(DatabaseRole.MIGRATIONS);
                PreparedStatement set = connection.prepareStatement(CONTROL);
                Statement statement = connection.createStatement()) {
            set.setString(1, rules);
            set.execute();
            statement.execute(COUNT.formatted("accounts"));
            statement.execute(COUNT.formatted("cards"));
            statement.execute("vacuum full analyze accounts, cards, controls");
        } catch (SQLException e) {
            throw new IOException("cannot set controls: " + e.getMessage(), e);
        }
    }

    /** Where the server speaks {@code iso87-ascii}. */
    public InetSocketAddress address() {
        var link = server.links().getFirst();
        return new InetSocketAddress(link.host(), link.port());
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
