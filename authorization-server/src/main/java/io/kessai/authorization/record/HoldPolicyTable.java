package io.kessai.authorization.record;

import io.kessai.domain.HoldPolicy;
import io.kessai.policy.HoldPolicyFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The hold policies that servers have decided by: a version's rules never change. */
public final class HoldPolicyTable {

    private static final String INSERT =
            """
            insert into hold_policies (version, rules)
            values (?, ?)
            on conflict do nothing""";

    private static final String KEPT = "select rules from hold_policies where version = ?";

    private static final String ALL = "select version, rules from hold_policies order by version";

    private HoldPolicyTable() {}

    /**
     * Keeps a policy under its version. The connection is in autocommit: the second statement sees
     * what another server wrote first.
     *
     * @return whether the version stands for these rules, and not for others since before
     */
    public static boolean keep(Connection connection, HoldPolicy policy) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement kept = connection.prepareStatement(KEPT)) {
            insert.setInt(1, policy.version());
            insert.setString(2, policy.text());
            insert.executeUpdate();
            kept.setInt(1, policy.version());
            try (ResultSet row = kept.executeQuery()) {
                return row.next() && policy.text().equals(row.getString(1));
            }
        }
    }

    /** All of them by version, and the shipped one, which no server may have kept yet. */
    static Map<Integer, HoldPolicy> all(Connection connection) throws SQLException {
        Map<Integer, HoldPolicy> policies = new TreeMap<>();
        HoldPolicy shipped = HoldPolicyFile.shipped();
        policies.put(shipped.version(), shipped);
        try (PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                int version = row.getInt(1);
                policies.put(
                        version, HoldPolicyFile.policy("hold policy " + version, row.getString(2)));
            }
        }
        return policies;
    }
}
