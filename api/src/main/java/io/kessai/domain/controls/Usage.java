package io.kessai.domain.controls;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a card or an account has used of each fixed window, on the business date last counted on.
 *
 * @param countedOn in the programme's zone; the windows are those that contain it
 * @param windows one for each {@link Period}, in its order
 */
public record Usage(LocalDate countedOn, List<Spent> windows) {

    /**
     * @throws IllegalArgumentException unless there is a window for every period
     */
    public Usage {
        windows = List.copyOf(windows);
        if (windows.size() != Period.values().length) {
            throw new IllegalArgumentException("usage has one window for each period");
        }
    }

    /** Of a card or account that used nothing yet. */
    public static Usage none(LocalDate on) {
        return new Usage(on, Collections.nCopies(Period.values().length, Spent.NOTHING));
    }

    public Spent in(Period period) {
        return windows.get(period.ordinal());
    }

    /**
     * What counted in the shortest window that contains a date: at least as much as counted since.
     *
     * @param date not after the one last counted on
     */
    public Spent since(LocalDate date) {
        return Stream.of(Period.values())
                .filter(period -> period.holdsBoth(countedOn, date))
                .map(this::in)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The same seen from a later date: a window that does not contain it begins anew. A date before
     * the one last counted on, as another server's clock may tell it around midnight, changes
     * nothing.
     */
    public Usage on(LocalDate date) {
        if (!date.isAfter(countedOn)) {
            return this;
        }
        List<Spent> rolled = new ArrayList<>();
        for (Period period : Period.values()) {
            rolled.add(period.holdsBoth(countedOn, date) ? in(period) : Spent.NOTHING);
        }
        return new Usage(date, rolled);
    }

    /**
     * The same with more or less counted on a date: in those windows that contain it.
     *
     * @param date when it counts, which for what is given back is when it was counted
     */
    public Usage plus(LocalDate date, Spent change) {
        Usage current = on(date);
        List<Spent> moved = new ArrayList<>();
        for (Period period : Period.values()) {
            Spent window = current.in(period);
            moved.add(period.holdsBoth(current.countedOn, date) ? window.plus(change) : window);
        }
        return new Usage(current.countedOn, moved);
    }
}
