package io.kessai.authorization.record;

import io.kessai.authorization.decide.ControlSet;
import io.kessai.authorization.decide.RollingUsage;
import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.ControlScope;
import io.kessai.domain.controls.ControlState;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Window;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Loads the controls that apply to a batch's requests and what they measure, in a number of
 * statements that depends on neither. The accounts are locked.
 *
 * <p>Rules never change under their id and are kept from batch to batch. Used by its lane's thread.
 */
final class ControlsReader {

    // Of each state the newest: two looks into one index.
    static final String LOAD_CONTROLS =
            """
            select k.scope, k.subject, c.id, c.version, c.state
            from unnest(?, ?) as k (scope, subject)
            cross join lateral (
                (select x.id, x.version, x.state from controls x
                 where x.scope = k.scope and x.subject = k.subject and x.state = 'enforced'
                 order by x.version desc
                 limit 1)
                union all
                (select x.id, x.version, x.state from controls x
                 where x.scope = k.scope and x.subject = k.subject and x.state = 'shadow'
                 order by x.version desc
                 limit 1)) c
            order by k.scope, k.subject, c.state""";

    static final String LOAD_RULES =
            """
            select c.id, c.rules
            from controls c
            where c.id = any (?)""";

    static final String SUM_ROLLING =
            """
            select k.position, k.scope, k.minutes, u.*
            from unnest(?, ?, ?, ?, ?) as k (position, scope, subject_id, minutes, since)
            cross join lateral (
                select coalesce(sum(e.units), 0)::bigint as amount,
                       coalesce(sum(e.authorizations), 0)::bigint as count,
                       coalesce(sum(e.units) filter (where e.is_cash), 0)::bigint as cash_amount,
                       coalesce(sum(e.authorizations) filter (where e.is_cash), 0)::bigint
                           as cash_count
                from (
                    select c.id from cards c where k.scope = 'card' and c.id = k.subject_id
                    union all
                    select c.id from cards c
                    where k.scope = 'account' and c.account_id = k.subject_id
                    offset 0) d
                cross join lateral (
                    select * from usage_events x
                    where x.card_id = d.id and x.decided_at > k.since
                    offset 0) e) u""";

    private final ZoneId zone;
    private final Map<Long, ControlRules> known = new HashMap<>();

    /** By their text: a programme has many subjects, and few texts for them. */
    private final Map<String, ControlRules> parsed = new HashMap<>();

    ControlsReader(ZoneId zone) {
        this.zone = zone;
    }

    /** A row that {@link #LOAD_CONTROLS} found. */
    private record Found(
            String owner, long id, int version, ControlScope scope, ControlState state) {}

    /** For requests: their controls and what these measure; for whatever moves usage: that. */
    void load(LaneConnection connection, List<Submission> submissions, LoadedState state)
            throws SQLException {
        List<CardRow> asking = new ArrayList<>();
        for (Submission submission : submissions) {
            if (submission.request().kind().asks()) {
                state.card(submission.request().card()).ifPresent(asking::add);
            }
        }
        loadControls(connection, asking, state);
        loadUsage(connection, state);
        createUsage(connection, submissions, state);
        sumRolling(connection, submissions, state);
    }

    /** What the cards of the state and their accounts have used, where that is counted. */
    void loadUsage(LaneConnection connection, LoadedState state) throws SQLException {
        Set<UsageSubject> subjects = new TreeSet<>();
        for (CardRow card : state.cards()) {
            subjects.add(UsageSubject.card(card.id()));
            subjects.add(UsageSubject.account(card.accountId()));
        }
        if (subjects.isEmpty()) {
            return;
        }
        PreparedStatement statement = connection.prepare(UsageRows.LOAD);
        UsageRows.keys(subjects).bind(statement);
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                if (UsageRows.isCutIn(zone, row)) {
                    state.add(UsageRows.subject(row), UsageRows.usage(row));
                }
            }
        }
    }

    private void loadControls(
            LaneConnection connection, Collection<CardRow> cards, LoadedState state)
            throws SQLException {
        Set<String> owners = new TreeSet<>();
        for (CardRow card : cards) {
            owners.addAll(owners(card, state));
        }
        if (owners.isEmpty()) {
            return;
        }
        Columns keys = new Columns("text", "text");
        for (String owner : owners) {
            keys.add((Object[]) owner.split(" ", 2));
        }
        Map<String, List<Found>> found = new HashMap<>();
        PreparedStatement statement = connection.prepare(LOAD_CONTROLS);
        keys.bind(statement);
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                Found set = found(row);
                found.computeIfAbsent(set.owner(), owner -> new ArrayList<>()).add(set);
            }
        }
        loadRules(connection, found.values());
        for (CardRow card : cards) {
            state.add(card.id(), sets(owners(card, state), found));
        }
    }

    /** Whose controls apply to the card: scope and subject. */
    private static List<String> owners(CardRow card, LoadedState state) {
        return List.of(
                "product " + state.account(card.accountId()).product().name(),
                "account " + card.accountId(),
                "card " + card.id());
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getString("scope") + " " + row.getString("subject"),
                row.getLong("id"),
                row.getInt("version"),
                ControlScope.ofWord(row.getString("scope")).orElseThrow(),
                ControlState.ofWord(row.getString("state")).orElseThrow());
    }

    private void loadRules(LaneConnection connection, Collection<List<Found>> found)
            throws SQLException {
        Set<Long> unknown = new TreeSet<>();
        found.forEach(sets -> sets.forEach(set -> unknown.add(set.id())));
        unknown.removeAll(known.keySet());
        if (unknown.isEmpty()) {
            return;
        }
        PreparedStatement statement = connection.prepare(LOAD_RULES);
        statement.setArray(1, connection.array("int8", unknown.toArray()));
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                String text = row.getString("rules");
                long id = row.getLong("id");
                known.put(id, parsed.computeIfAbsent(text, _ -> ControlsTable.rules(id, text)));
            }
        }
    }

    /** A shadow counts while it is newer than what is enforced. */
    private List<ControlSet> sets(List<String> owners, Map<String, List<Found>> found) {
        List<ControlSet> sets = new ArrayList<>();
        for (String owner : owners) {
            int enforced = 0;
            for (Found set : found.getOrDefault(owner, List.of())) {
                boolean isShadow = set.state() == ControlState.SHADOW;
                ControlRules rules = known.getOrDefault(set.id(), ControlRules.NONE);
                if ((!isShadow || set.version() > enforced) && !rules.rules().isEmpty()) {
                    sets.add(new ControlSet(set.id(), set.scope(), set.state(), rules));
                }
                enforced = isShadow ? enforced : set.version();
            }
        }
        return sets;
    }

    private void createUsage(
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
        PreparedStatement statement = connection.prepare(UsageRows.CREATE);
        UsageRows.created(missing, zone).bind(statement);
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                state.add(UsageRows.subject(row), UsageRows.usage(row));
            }
        }
    }

    private static UsageSubject measured(ControlSet set, CardRow card) {
        return set.scope().measuresCard()
                ? UsageSubject.card(card.id())
                : UsageSubject.account(card.accountId());
    }

    private void sumRolling(
            LaneConnection connection, List<Submission> submissions, LoadedState state)
            throws SQLException {
        Columns sought = new Columns("int4", "text", "int8", "int4", "timestamptz");
        for (int i = 0; i < submissions.size(); i++) {
            Submission submission = submissions.get(i);
            if (submission.request().kind().asks()) {
                Optional<CardRow> card = state.card(submission.request().card());
                Set<Object> seen = new HashSet<>();
                for (ControlSet set : card.map(c -> state.controls(c.id())).orElse(List.of())) {
                    UsageSubject subject = measured(set, card.orElseThrow());
                    for (Window.Rolling window : set.rules().rollingWindows()) {
                        if (seen.add(List.of(subject, window))) {
                            sought.add(
                                    i,
                                    subject.scope().word(),
                                    subject.id(),
                                    (int) window.length().toMinutes(),
                                    submission.arrivedAt().minus(window.length()));
                        }
                    }
                }
            }
        }
        if (sought.isEmpty()) {
            return;
        }
        PreparedStatement statement = connection.prepare(SUM_ROLLING);
        sought.bind(statement);
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                state.add(submissions.get(row.getInt("position")).request().key(), rolling(row));
            }
        }
    }

    private static RollingUsage rolling(ResultSet row) throws SQLException {
        return new RollingUsage(
                row.getString("scope").equals(ControlScope.CARD.word()),
                Window.Rolling.ofMinutes(row.getInt("minutes")),
                new Spent(
                        row.getLong("amount"),
                        row.getLong("count"),
                        row.getLong("cash_amount"),
                        row.getLong("cash_count")));
    }
}
