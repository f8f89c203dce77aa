package io.kessai.clearing.expire;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.HoldPolicy;
import io.kessai.domain.OperatingException;
import io.kessai.policy.HoldPolicyFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The hold policies that servers decide or have decided by, and the shipped one. */
final class KnownPolicies {

    private static final String RULES = "select rules from hold_policies where version = ?";

    private KnownPolicies() {}

    /**
     * The policy of that version.
     *
     * @throws OperatingException CONFIGURATION_REFUSED where there is none, or none that can be
     *     read
     */
    static HoldPolicy find(Connection connection, int version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RULES)) {
            statement.setInt(1, version);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    return HoldPolicyFile.policy("hold policy " + version, row.getString(1));
                }
            }
        }
        HoldPolicy shipped = HoldPolicyFile.shipped();
        if (shipped.version() == version) {
            return shipped;
        }
        throw new OperatingException(
                ErrorCode.CONFIGURATION_REFUSED,
                "no server has decided by hold policy %d: start one with that file first"
                        .formatted(version));
    }
}
