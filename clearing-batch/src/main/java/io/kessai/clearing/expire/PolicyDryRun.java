package io.kessai.clearing.expire;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** That somebody looked at what a hold policy changes before it is applied to open holds. */
public final class PolicyDryRun {

    private static final String DONE =
            """
            select count(*)
            from clearing_steps s
            where s.step = 'expire_holds'
              and s.status = 'done'
              and s.counters ->> ? is not null
              and s.ended_at > now() - interval '24 hours'\
            """;

    private PolicyDryRun() {}

    /** The counter that marks the step of a dry run. */
    public static String counter(int version) {
        return "dry_runs_of_policy_" + version;
    }

    /**
     * @throws OperatingException {@code STEP_OUT_OF_ORDER} when there was none in the last 24 hours
     */
    public static void require(Connection connection, int version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DONE)) {
            statement.setString(1, counter(version));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getLong(1) == 0) {
                    throw new OperatingException(
                            ErrorCode.STEP_OUT_OF_ORDER,
                            "policy %d had no dry run in the last 24 hours: add --dry-run first"
                                    .formatted(version));
                }
            }
        }
    }
}
