package io.kessai.authorization.record;

import java.time.LocalDate;
import java.util.Map;

/** How holds are given their days once more. */
final class HoldRestarts {

    // Rows from before V10 do not say from when they hold: the policy had one number of days then,
    // and the date on which they would lapse tells as much.
    static final String UPDATE =
            """
            update authorizations a
            set expires_on = greatest(
                    a.expires_on,
                    n.held_from + (a.expires_on - coalesce(a.held_from, a.expires_on - 7))),
                held_from = greatest(a.held_from, n.held_from)
            from unnest(?, ?) as n (id, held_from)
            where a.id = n.id and a.id = any (?)""";

    private HoldRestarts() {}

    /**
     * The parameters of {@link #UPDATE}.
     *
     * @param restarted by authorization
     */
    static Columns columns(Map<Long, LocalDate> restarted) {
        Columns rows = new Columns("int8", "date");
        restarted.forEach(rows::add);
        return rows.repeatingFirst();
    }
}
