package io.kessai.migrations;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The program that migrates a database, run by the pipeline before a new server starts.
 *
 * <p>Takes no arguments; the database comes from the environment ({@link
 * MigrationTarget#fromEnvironment}). Exit codes: 0 done, 1 refused, 2 wrong usage, 3 unreachable
 * (retry later). Every outcome is one line: on standard output when done, else on standard error.
 */
public final class Migrate {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;

    private Migrate() {}

    /** See the class for arguments, environment and exit codes. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(
            List<String> arguments,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err) {
        Optional<MigrationTarget> target = MigrationTarget.fromEnvironment(environment);
        if (!arguments.isEmpty() || target.isEmpty()) {
            err.println(
                    "usage: migrate, with KESSAI_DB_URL and KESSAI_DB_MIGRATIONS_USER/_PASSWORD"
                            + " (default KESSAI_DB_USER/_PASSWORD) in the environment");
            return USAGE;
        }
        try {
            MigrationResult result = new Migrator(target.get()).migrate();
            out.printf(
                    "migrated: %d applied, schema version %s, partitions %d days ahead%n",
                    result.applied(), result.version(), result.partitionDaysAhead());
            return DONE;
        } catch (MigrationFailure e) {
            err.println("migrate: " + e.getMessage());
            return switch (e.kind()) {
                case REFUSED -> REFUSED;
                case UNREACHABLE -> UNREACHABLE;
            };
        }
    }
}
