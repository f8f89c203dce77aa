package io.kessai.clearing;

import io.kessai.clearing.run.Attempt;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.Invocation;
import io.kessai.clearing.run.ProgressLine;
import io.kessai.clearing.run.StepName;
import io.kessai.clearing.run.StepSubject;
import io.kessai.clearing.run.StepWork;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.database.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A fresh database, as the batch's role sees it. */
public final class ClearingBooks implements AutoCloseable {
    public static final LocalDate NIGHT = LocalDate.of(2026, 11, 21);

    private final DatabaseEndpoint endpoint = TestDatabase.shared().createFromTemplate();
    private final Connection connection;

    public ClearingBooks() {
        connection = database().connect("test");
    }

    public ClearingDatabase database() {
        Login login = endpoint.login(DatabaseRole.BATCH);
        return new ClearingDatabase(endpoint.url(), login.user(), login.password());
    }

    /** In autocommit. */
    public Connection connection() {
        return connection;
    }

    /** Someone who does not wait. */
    public static Invocation invocation() {
        return new Invocation("test", "", "", Duration.ZERO, ProgressLine.silent());
    }

    /** Does one step in an attempt of its own. */
    public Counters step(StepName step, StepWork work) throws SQLException {
        try (Attempt attempt = Attempt.begin(database(), step.word(), NIGHT, invocation())) {
            return attempt.guarded(() -> attempt.step(StepSubject.of(step), work));
        }
    }

    /** Each row's columns, joined by blanks. */
    public List<String> rows(String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
                lines.add(String.join(" ", columns));
            }
        }
        return lines;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        TestDatabase.shared().drop(endpoint);
    }
}
