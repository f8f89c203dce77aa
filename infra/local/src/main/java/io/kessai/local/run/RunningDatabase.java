package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.DatabaseServer;
import io.kessai.local.database.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The database that a command works on while {@code up} runs: the configured one, or its own. */
final class RunningDatabase {
    private static final String URL = "jdbc:postgresql://127.0.0.1:%d/kessai";

    private RunningDatabase() {}

    /**
     * The database of {@code KESSAI_DB_URL}, else the one that {@code up} keeps in {@code data}.
     *
     * @throws OperatingFailure when neither is there
     */
    static DatabaseEndpoint find(Path data, int port) {
        return DatabaseEndpoint.fromEnvironment(System.getenv()).orElseGet(() -> kept(data, port));
    }

    private static DatabaseEndpoint kept(Path data, int port) {
        Path passwordFile = data.resolve("database").resolve("password");
        try {
            String password = Files.readString(passwordFile);
            Map<DatabaseRole, Login> logins = new EnumMap<>(DatabaseRole.class);
            for (DatabaseRole role : DatabaseRole.values()) {
                logins.put(role, new Login(role.login(), password));
            }
            logins.put(DatabaseRole.MIGRATIONS, new Login(DatabaseServer.SUPERUSER, password));
            return new DatabaseEndpoint(URL.formatted(port), logins);
        } catch (IOException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE,
                    "no database in %s: start one with \"up\", or set KESSAI_DB_URL"
                            .formatted(data),
                    e);
        }
    }
}
