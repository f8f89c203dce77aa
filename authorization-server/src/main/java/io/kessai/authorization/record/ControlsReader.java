package io.kessai.authorization.record;

import io.kessai.authorization.decide.ControlSet;
import io.kessai.domain.controls.ControlScope;
import io.kessai.domain.controls.ControlState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the controls that apply to a batch's requests and what they measure, in a number of
 * statements that depends on neither: the rows of cards and accounts name them and are loaded, and
 * the accounts locked.
 *
 * <p>Used by its lane's thread.
 */
final class ControlsReader {

    private final ZoneId zone;
    private final KnownRules known = new KnownRules();

    ControlsReader(ZoneId zone) {
        this.zone = zone;
    }

    /** A set that a row names. */
    private record Named(long id, ControlScope scope, ControlState state) {}

    /** The controls of requests, and what their fixed windows measure. */
    void load(LaneConnection connection, List<Submission> submissions, LoadedState state)
            throws SQLException {
        Map<Long, List<Named>> named = new HashMap<>();
        for (Submission submission : submissions) {
            if (submission.request().kind().asks()) {
                state.card(submission.request().card())
                        .ifPresent(card -> named.put(card.id(), named(card, state)));
            }
        }
        known.load(
                connection,
                named.values().stream().flatMap(List::stream).map(Named::id).distinct().toList());
        named.forEach((card, sets) -> state.add(card, sets(sets)));
        countUsage(connection, submissions, state);
    }

    private static List<Named> named(CardRow card, LoadedState state) {
        AccountFunds account = state.account(card.accountId());
        List<Named> named = new ArrayList<>();
        addTo(named, ControlScope.PRODUCT, account.ofProduct());
        addTo(named, ControlScope.ACCOUNT, account.ofAccount());
        addTo(named, ControlScope.CARD, card.inForce());
        return named;
    }

    private static void addTo(List<Named> named, ControlScope scope, ControlsInForce inForce) {
        if (inForce.enforced() != 0) {
            named.add(new Named(inForce.enforced(), scope, ControlState.ENFORCED));
        }
        if (inForce.shadow() != 0) {
            named.add(new Named(inForce.shadow(), scope, ControlState.SHADOW));
        }
    }

    /** A set without rules lifts those before it, and is none itself. */
    private List<ControlSet> sets(List<Named> named) {
        return named.stream()
                .map(s -> new ControlSet(s.id(), s.scope(), s.state(), known.rules(s.id())))
                .filter(set -> !set.rules().rules().isEmpty())
                .toList();
    }

    private void countUsage(
            LaneConnection connection, List<Submission> submissions, LoadedState state)
            throws SQLException {
        Map<UsageSubject, LocalDate> missing = new TreeMap<>();
        for (Submission submission : submissions) {
            Optional<CardRow> card = state.card(submission.request().card());
            LocalDate on = LocalDate.ofInstant(submission.arrivedAt(), zone);
            for (ControlSet set : card.map(c -> state.controls(c.id())).orElse(List.of())) {
                UsageSubject subject = measured(set, card.orElseThrow());
                if (state.usage(subject).isEmpty()) {
                    missing.merge(subject, on, (a, b) -> a.isAfter(b) ? a : b);
                }
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        PreparedStatement statement = connection.prepare(UsageRows.SUM);
        UsageRows.sought(missing, zone).bind(statement);
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                state.addSummed(UsageRows.subject(row), UsageRows.summed(row));
            }
        }
    }

    private static UsageSubject measured(ControlSet set, CardRow card) {
        return set.scope().measuresCard()
                ? UsageSubject.card(card.id())
                : UsageSubject.account(card.accountId());
    }
}
