package io.kessai.local.run;

import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.database.LocalSchema;
import io.kessai.local.network.Fleet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A fresh durable database with seeded cards and a server on it, for measurements. */
public final class BenchSystem implements AutoCloseable {
    private static final String DATABASE = "kessai";

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
                    DemoServer.start(
                            Checkout.find(), database.endpoint(DATABASE), folder.resolve("logs")));
        } catch (RuntimeException | IOException | InterruptedException e) {
            database.close();
            throw e;
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
