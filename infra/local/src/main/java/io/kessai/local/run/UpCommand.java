package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.Durability;
import io.kessai.local.database.EmbeddedDatabase;
import io.kessai.local.database.LocalSchema;
import io.kessai.local.proofs.TestKeys;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the authorization server on a database that is kept, until Ctrl-C. */
@Command(name = "up", description = "Runs the server on a kept database, until Ctrl-C.")
final class UpCommand implements Callable<ExitCode> {

    private static final String DATABASE = "kessai";
    private static final Duration READY_TIME_MAX = Duration.ofSeconds(60);

    private final PrintStream out = System.out;
    private final AtomicBoolean stopping = new AtomicBoolean();

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "where the database and the logs are kept (default: .kessai)")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--database-port",
            paramLabel = "PORT",
            description = "TCP port of the embedded database (default: ${DEFAULT-VALUE})",
            defaultValue = "5439")
    private int databasePort;

    @Option(
            names = "--database-only",
            description = "runs the database alone, for \"mvn quarkus:dev\" in another terminal")
    private boolean databaseOnly;

    @Override
    public ExitCode call() throws InterruptedException {
        Checkout checkout = Checkout.find();
        Path folder = data.orElseGet(checkout::localData);
        Optional<DatabaseEndpoint> external = DatabaseEndpoint.fromEnvironment(System.getenv());
        if (external.isPresent()) {
            LocalSchema.migrate(external.get());
            if (databaseOnly) {
                out.println("migrated: " + external.get().url());
                return ExitCode.DONE;
            }
            return serve(checkout, folder, external.get(), () -> {});
        }
        EmbeddedDatabase database =
                EmbeddedDatabase.in(folder.resolve("database"), Durability.DURABLE, databasePort);
        LocalSchema.prepare(database, DATABASE);
        out.println("database: " + database.url(DATABASE) + ", data in " + database.folder());
        if (databaseOnly) {
            return keep(checkout, database);
        }
        return serve(checkout, folder, database.endpoint(DATABASE), database::close);
    }

    /** Until Ctrl-C: the database ends with this process. */
    private ExitCode keep(Checkout checkout, EmbeddedDatabase database)
            throws InterruptedException {
        Path file = new DevelopmentSettings(database.endpoint(DATABASE)).write(checkout);
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "stop"));
        out.println("ready for mvn quarkus:dev, which reads " + file + "; Ctrl-C stops");
        new CountDownLatch(1).await();
        return ExitCode.DONE;
    }

    private ExitCode serve(
            Checkout checkout, Path folder, DatabaseEndpoint endpoint, Runnable closeDatabase)
            throws InterruptedException {
        Map<String, String> environment = new TreeMap<>(endpoint.environment());
        TestKeys.environment()
                .forEach(
                        (name, value) ->
                                environment.put(name, System.getenv().getOrDefault(name, value)));
        environment.put("QUARKUS_PROFILE", "local");
        // The simulated network blocks cards.
        environment.put("KESSAI_LINKS_ALLOW_BLOCK", "true");
        environment.put(
                ServerProcess.HTTP_PORT,
                System.getenv().getOrDefault(ServerProcess.HTTP_PORT, "8080"));
        ServerProcess server =
                ServerProcess.start(
                        new ServerProcess.Launch(
                                checkout.serverJar(),
                                List.of(),
                                environment,
                                folder.resolve("server.log").toAbsolutePath()));
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stopping.set(true);
                                    server.close();
                                    closeDatabase.run();
                                },
                                "stop"));
        server.awaitReady(READY_TIME_MAX);
        out.println("ready: http://127.0.0.1:" + environment.get(ServerProcess.HTTP_PORT));
        out.println("log: " + server.log() + "; Ctrl-C stops");
        int code = server.awaitEnd();
        if (stopping.get()) {
            return ExitCode.DONE;
        }
        throw new OperatingFailure(ExitCode.REFUSED, "the server ended with exit code " + code);
    }
}
