package io.kessai.local.run;

import io.kessai.local.database.DatabaseEndpoint;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the database of a running {@code up} is; {@code KESSAI_DB_URL} comes before both. */
final class DatabaseOptions {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "where \"up\" keeps its database (default: .kessai)")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--database-port",
            paramLabel = "PORT",
            description = "TCP port of that database (default: ${DEFAULT-VALUE})",
            defaultValue = "5439")
    private int port;

    DatabaseEndpoint find() {
        return RunningDatabase.find(data.orElseGet(() -> Checkout.find().localData()), port);
    }
}
