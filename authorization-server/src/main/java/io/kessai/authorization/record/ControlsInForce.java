package io.kessai.authorization.record;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Which control sets a card, an account or a product has in force, as its row names them.
 *
 * @param enforced id, 0 for none
 * @param shadow id of the one that is tried beside it, 0 for none
 */
record ControlsInForce(long enforced, long shadow) {

    /**
     * @param prefix of the columns' names
     */
    static ControlsInForce read(ResultSet row, String prefix) throws SQLException {
        return new ControlsInForce(
                row.getLong(prefix + "enforced_controls"), row.getLong(prefix + "shadow_controls"));
    }
}
