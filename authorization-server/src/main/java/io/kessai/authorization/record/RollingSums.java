package io.kessai.authorization.record;

import io.kessai.authorization.decide.ControlSet;
import io.kessai.authorization.decide.RollingUsage;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the rolling windows measure that a batch's limits have: those that a limit could refuse by
 * are summed up, in one statement; of the others it is enough to know what counted at most.
 */
final class RollingSums {

    // One look at what the card, or all cards of its account, counted since the longest window
    // began, cut where each of them begins. The database keeps microseconds.
    static final String SUM =
            """
            select k.position, u.*
            from unnest(?, ?, ?, ?, ?) as k (position, card_id, account_id, since, cuts)
            cross join lateral (
                select e.card_id = k.card_id as is_of_card,
                       width_bucket(e.decided_at, k.cuts::timestamptz[]) as cuts_passed,
                       sum(e.units)::bigint as amount,
                       sum(e.authorizations)::bigint as count,
                       coalesce(sum(e.units) filter (where e.is_cash), 0)::bigint as cash_amount,
                       coalesce(sum(e.authorizations) filter (where e.is_cash), 0)::bigint
                           as cash_count
                from (
                    select k.card_id as id
                    union all
                    select c.id from cards c
                    where c.account_id = k.account_id and c.id <> k.card_id
                    offset 0) d
                cross join lateral (
                    select * from usage_events x
                    where x.card_id = d.id and x.decided_at >= k.since
                    offset 0) e
                group by 1, 2) u""";

    private final List<Message> messages = new ArrayList<>();

    /** A window that limits of a message have, of its card or of the account. */
    record Measured(boolean isOfCard, Window.Rolling window) {}

    /** A message, and the sums as far as they were read. */
    private record Message(
            Submission submission, CardRow card, List<Measured> windows, Spent[] sums) {

        /** The first moment in a window: what counted exactly its length ago is outside. */
        private Instant begin(Measured measured) {
            return submission
                    .arrivedAt()
                    .minus(measured.window().length())
                    .truncatedTo(ChronoUnit.MICROS)
                    .plus(1, ChronoUnit.MICROS);
        }

        /** In order, each once. */
        private List<Instant> cuts() {
            return windows.stream().map(this::begin).sorted().distinct().toList();
        }

        private Object[] row(int position) {
            List<Instant> cuts = cuts();
            boolean isOfCardAlone = windows.stream().allMatch(Measured::isOfCard);
            return new Object[] {
                position,
                card.id(),
                isOfCardAlone ? 0L : card.accountId(),
                cuts.getFirst(),
                cuts.stream().map(Instant::toString).collect(Collectors.joining(",", "{", "}"))
            };
        }

        /**
         * @param cutsPassed before it counted
         */
        private void add(boolean isOfCard, int cutsPassed, Spent spent) {
            List<Instant> cuts = cuts();
            for (int i = 0; i < sums.length; i++) {
                Measured window = windows.get(i);
                if ((isOfCard || !window.isOfCard()) && cuts.indexOf(begin(window)) < cutsPassed) {
                    sums[i] = sums[i].plus(spent);
                }
            }
        }

        private void tell(LoadedState state) {
            for (int i = 0; i < sums.length; i++) {
                RollingSums.tell(submission, windows.get(i), sums[i], state);
            }
        }
    }

    private final Columns sought = new Columns("int4", "int8", "int8", "timestamptz", "text");

    private RollingSums() {}

    /**
     * What is to be summed up for the messages' controls; of what is not, the state is told.
     *
     * @param zone the programme's
     */
    static RollingSums of(List<Submission> submissions, LoadedState state, ZoneId zone) {
        RollingSums sums = new RollingSums();
        RollingBounds bounds = new RollingBounds(submissions, state, zone);
        for (Submission submission : submissions) {
            Optional<CardRow> card = state.card(submission.request().card());
            if (submission.request().kind().asks() && card.isPresent()) {
                List<ControlSet> sets = state.controls(card.get().id());
                List<Measured> windows = new ArrayList<>();
                for (Measured window : measured(sets)) {
                    Optional<Spent> most = bounds.enough(submission, card.get(), window, sets);
                    if (most.isPresent()) {
                        tell(submission, window, most.get(), state);
                    } else {
                        windows.add(window);
                    }
                }
                sums.ask(submission, card.get(), windows);
            }
        }
        return sums;
    }

    /** The rolling windows of limits of the sets, each once. */
    static Set<Measured> measured(List<ControlSet> sets) {
        Set<Measured> windows = new LinkedHashSet<>();
        for (ControlSet set : sets) {
            for (Window.Rolling window : set.rules().rollingWindows()) {
                windows.add(new Measured(set.scope().measuresCard(), window));
            }
        }
        return windows;
    }

    private static void tell(
            Submission submission, Measured measured, Spent spent, LoadedState state) {
        state.add(
                submission.request().key(),
                new RollingUsage(measured.isOfCard(), measured.window(), spent));
    }

    private void ask(Submission submission, CardRow card, List<Measured> windows) {
        if (!windows.isEmpty()) {
            Spent[] sums = new Spent[windows.size()];
            Arrays.fill(sums, Spent.NOTHING);
            Message message = new Message(submission, card, windows, sums);
            sought.add(message.row(messages.size()));
            messages.add(message);
        }
    }

    /** What {@link #SUM} takes; no rows where no rule has a rolling window. */
    Columns columns() {
        return sought;
    }

    /** A row that {@link #SUM} gave. */
    void add(ResultSet row) throws SQLException {
        messages.get(row.getInt("position"))
                .add(
                        row.getBoolean("is_of_card"),
                        row.getInt("cuts_passed"),
                        new Spent(
                                row.getLong("amount"),
                                row.getLong("count"),
                                row.getLong("cash_amount"),
                                row.getLong("cash_count")));
    }

    /** What counted before each message in the windows of its controls. */
    void tell(LoadedState state) {
        messages.forEach(message -> message.tell(state));
    }
}
