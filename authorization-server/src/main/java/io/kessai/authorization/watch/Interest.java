package io.kessai.authorization.watch;

import io.kessai.domain.EventKind;
import java.util.Set;

/**
 * What a watcher wants to be told.
 *
 * @param accountId 0 for all accounts
 * @param kinds none means all
 */
public record Interest(long accountId, Set<EventKind> kinds) {

    /** All there is. */
    public static final Interest ALL = new Interest(0, Set.of());

    public Interest {
        kinds = Set.copyOf(kinds);
    }

    boolean isIn(WatchedEvent event) {
        return (accountId == 0 || accountId == event.accountId())
                && (kinds.isEmpty() || kinds.contains(event.kind()));
    }
}
