package io.kessai.authorization.watch;

import java.util.List;

/**
 * Some events.
 *
 * @param position once all of them were given
 * @param isLast whether there was no more when its window was begun
 */
record Page(List<Given> events, Position position, boolean isLast) {

    Page {
        events = List.copyOf(events);
    }
}
