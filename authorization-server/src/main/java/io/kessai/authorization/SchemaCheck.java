package io.kessai.authorization;

import io.agroal.api.AgroalDataSource;
import io.kessai.authorization.record.HoldPolicyTable;
import io.kessai.domain.HoldPolicy;
import io.kessai.log.EventLog;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Checks once, at start, that the database's schema is as new as this program needs, and that it
 * knows no other hold policy under the version of this one.
 *
 * <p>An older one, or another policy, ends the server with exit code 1; a newer one is fine:
 * migrations add, and what one takes away the servers of the release before have done without.
 * While the database is away it keeps trying, and the server is not ready.
 */
@ApplicationScoped
public class SchemaCheck {
    /** The newest migration this program needs; StartIT compares it with the shipped ones. */
    static final int REQUIRED_VERSION = 25;

    private static final EventLog LOG = EventLog.of(SchemaCheck.class);
    private static final long RETRY_MILLIS = 500;
    private static final String NEWEST_VERSION =
            """
            select coalesce(max(version::numeric), 0)::int
            from flyway_schema_history
            where success and version is not null
            """;

    /** The schema is as new as needed. */
    private record SchemaChecked(int version) {}

    /** The schema is older than this program: apply the migrations, then start again. */
    private record SchemaOutdated(int version, int requiredVersion, String refusal) {}

    /** The database has other rules under the hold policy's version: it needs a new one. */
    private record HoldPolicyRefused(int version, String refusal) {}

    /** The database could not be asked; it is tried again. */
    private record SchemaUnknown(String sqlState) {}

    private final AgroalDataSource database;
    private final ServerReadiness readiness;
    private final HoldPolicy holdPolicy;
    private String toldSqlState = "";
    private final CompletableFuture<Integer> checked = new CompletableFuture<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().name("schema-check").daemon().unstarted(task));

    SchemaCheck(AgroalDataSource database, ServerReadiness readiness, HoldPolicy holdPolicy) {
        this.database = database;
        this.holdPolicy = holdPolicy;
        this.readiness = readiness;
    }

    /** Completes with the schema's version once it was found new enough; else never. */
    public CompletionStage<Integer> checked() {
        return checked.minimalCompletionStage();
    }

    void onStart(@Observes StartupEvent started) {
        thread.execute(this::check);
    }

    void onStop(@Observes ShutdownEvent stopping) {
        thread.shutdownNow();
    }

    private void check() {
        try {
            int version = version();
            if (version < REQUIRED_VERSION) {
                LOG.error(new SchemaOutdated(version, REQUIRED_VERSION, refusal(version)));
                Quarkus.asyncExit(1);
                return;
            }
            if (!isPolicyKept()) {
                LOG.error(new HoldPolicyRefused(holdPolicy.version(), policyRefusal()));
                Quarkus.asyncExit(1);
                return;
            }
            LOG.info(new SchemaChecked(version));
            readiness.schemaChecked();
            checked.complete(version);
        } catch (SQLException e) {
            tell(String.valueOf(e.getSQLState()));
            var unused = thread.schedule(this::check, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Once for each kind of fault, not at every attempt. */
    private void tell(String sqlState) {
        if (!sqlState.equals(toldSqlState)) {
            LOG.warn(new SchemaUnknown(sqlState));
        }
        toldSqlState = sqlState;
    }

    /** Zero where no migration was ever applied. */
    private int version() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(NEWEST_VERSION)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            if ("42P01".equals(e.getSQLState())) {
                return 0;
            }
            throw e;
        }
    }

    private boolean isPolicyKept() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return HoldPolicyTable.keep(connection, holdPolicy);
        }
    }

    private String policyRefusal() {
        return "the database has other rules under version %d of the hold policy: give these another version"
                .formatted(holdPolicy.version());
    }

    private static String refusal(int version) {
        return "the database's schema is version %d, this server needs %d: apply the migrations first"
                .formatted(version, REQUIRED_VERSION);
    }
}
