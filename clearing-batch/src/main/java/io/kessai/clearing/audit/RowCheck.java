package io.kessai.clearing.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A rule that one query answers: each row it returns is a place where the rule is broken. */
interface RowCheck extends Check {
    /** How many rows of the result are fetched at a time: memory stays constant. */
    int FETCH_ROWS = 1_000;

    /** Returns three texts a row: subject, expected, found. */
    String sql();

    /** Counts what the rule speaks of: one row, one number. */
    String examinedSql();

    /** What {@link #examinedSql} counts, in the plural. */
    String unit();

    /** Returns one text a row, what a reader must know beside the figures; '' for nothing. */
    default String notesSql() {
        return "";
    }

    @Override
    default CheckResult run(AuditSession session) throws SQLException {
        Findings findings = session.newFindings();
        try (Statement statement = session.connection().createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet row = statement.executeQuery(sql())) {
                while (row.next()) {
                    findings.add(new Finding(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
        }
        if (!notesSql().isEmpty()) {
            try (Statement statement = session.connection().createStatement();
                    ResultSet row = statement.executeQuery(notesSql())) {
                while (row.next()) {
                    findings.note(row.getString(1));
                }
            }
        }
        return findings.result(this, session.count(examinedSql()), unit());
    }
}
