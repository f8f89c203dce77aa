package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.decide.Effect;
import io.kessai.authorization.decide.Undo;
import io.kessai.domain.MessageKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The two transactions of a lane: a batch of messages, and undoing, without its commit. */
final class Transactions {

    static final String LOAD_APPROVALS =
            "select "
                    + AuthorizationRows.COLUMNS
                    + """
                    , k.position,
                    (select count(*)
                     from hold_events e
                     where e.authorization_id = a.id
                       and e.term in ('raised', 'lowered')) as confirmations
                    from unnest(?, ?, ?, ?)
                        as k (position, message_key, transmitted_on, arrived_at)
                    cross join lateral (
                        select x.authorization_id from journal x
                        where x.message_key = k.message_key
                          and x.transmitted_on = k.transmitted_on
                          and x.transmitted_on between ? and ?
                          and k.arrived_at in (x.received_at, '-infinity')
                        offset 0) j
                    cross join lateral (
                        select * from authorizations x
                        where x.id = j.authorization_id
                          and x.message_key = k.message_key
                          and x.transmitted_on = k.transmitted_on
                        offset 0) a""";

    static final String LOAD_INCREMENT_APPROVALS =
            "select "
                    + AuthorizationRows.COLUMNS
                    + """
                    , k.position,
                    (select count(*)
                     from hold_events e
                     where e.authorization_id = a.id
                       and e.term in ('raised', 'lowered')
                       and e.recorded_at >= i.recorded_at) as confirmations
                    from unnest(?, ?, ?, ?)
                        as k (position, message_key, transmitted_on, arrived_at)
                    cross join lateral (
                        select * from increments x
                        where x.message_key = k.message_key
                          and x.transmitted_on = k.transmitted_on
                          and k.arrived_at in (x.decided_at, '-infinity')
                        offset 0) i
                    cross join lateral (
                        select * from authorizations x
                        where x.id = i.authorization_id
                        offset 0) a""";

    static final String INSERT_VOIDED =
            """
            insert into journal_events (transmitted_on, kind, reason, message_key, cause_key)
            select e.transmitted_on, 'voided', e.reason, e.message_key, ''
            from unnest(?, ?, ?, ?) as e (position, transmitted_on, reason, message_key)
            order by e.message_key, e.transmitted_on
            on conflict do nothing
            returning message_key, transmitted_on""";

    private final Decider decider;
    private final ZoneId zone;
    private final Supplier<String> approvalCodes;
    private final Set<String> fileUpdateNetworks;
    private final AuthorizationIds ids = new AuthorizationIds();
    private final ControlsReader controls;

    /** Nobody is told of blocked cards. */
    Transactions(Decider decider, ZoneId zone, Supplier<String> approvalCodes) {
        this(decider, zone, approvalCodes, Set.of());
    }

    /**
     * @param fileUpdateNetworks whom a block of a card is told
     */
    Transactions(
            Decider decider,
            ZoneId zone,
            Supplier<String> approvalCodes,
            Set<String> fileUpdateNetworks) {
        this.fileUpdateNetworks = Set.copyOf(fileUpdateNetworks);
        this.decider = decider;
        this.zone = zone;
        this.approvalCodes = approvalCodes;
        this.controls = new ControlsReader(zone);
    }

    /** Decides the messages on what the database says now, with their accounts locked. */
    Batch decide(LaneConnection connection, List<Submission> submissions) throws SQLException {
        ids.reserve(connection, submissions.size());
        LoadedState state = new BatchReader(connection, zone, controls).load(submissions);
        Batch batch = new Batch(state, decider, zone, ids::take, approvalCodes);
        batch.decide(submissions);
        return batch;
    }

    /** Writes what {@link #decide} changed, and commits. */
    void record(LaneConnection connection, Batch batch) throws SQLException {
        new BatchWriter(connection, fileUpdateNetworks).record(batch);
    }

    /**
     * Takes back those of the approvals that were committed, that no advice has confirmed since,
     * not even with the same total, and that no repeat was given. A unique row decides between the
     * undo and a repeat on another server.
     *
     * @return how many were taken back
     */
    int takeBack(LaneConnection connection, List<Work.TakeBack> undos) throws SQLException {
        // Increments first: one that still stands keeps the authorization it was added to.
        return takeBack(connection, undos, LOAD_INCREMENT_APPROVALS, Undo::ofIncrement)
                + takeBack(connection, undos, LOAD_APPROVALS, (first, _) -> Undo.of(first));
    }

    /** Contra entries are booked on the business date of what they take back. */
    private int takeBack(
            LaneConnection connection,
            List<Work.TakeBack> undos,
            String load,
            BiFunction<Authorization, MessageKey, Optional<Effect.Changed>> undo)
            throws SQLException {
        LoadedState state = new LoadedState();
        new BatchReader(connection, zone, controls)
                .lock(undos.stream().map(Work.TakeBack::card).distinct().toList(), state);
        Map<MessageKey, Approval> approvals = approvals(connection, undos, load, undo);
        Changes changes = new Changes(state, zone);
        int takenBack = 0;
        for (Work.TakeBack due : voided(connection, undos, approvals)) {
            MessageKey key = due.key();
            EventRows.Cause cause = new EventRows.Cause(key, due.reason().name(), Optional.empty());
            Approval approval = Optional.ofNullable(approvals.get(key)).orElseThrow();
            LocalDate on = LocalDate.ofInstant(approval.authorization().decidedAt(), zone);
            undo.apply(changes.current(approval.authorization()), key)
                    .ifPresent(change -> changes.change(change, approval.owner(), on, cause));
            takenBack++;
        }
        new BatchWriter(connection, fileUpdateNetworks).write(changes);
        return takenBack;
    }

    private record Approval(Authorization authorization, Changes.Owner owner) {}

    /** Of those that were committed, what can be taken back. */
    private static Map<MessageKey, Approval> approvals(
            LaneConnection connection,
            List<Work.TakeBack> undos,
            String load,
            BiFunction<Authorization, MessageKey, Optional<Effect.Changed>> undo)
            throws SQLException {
        Columns keys = new Columns("int4", "text", "date", "timestamptz");
        for (int i = 0; i < undos.size(); i++) {
            Work.TakeBack due = undos.get(i);
            keys.add(
                    i,
                    due.key().line(),
                    due.key().transmittedOn(),
                    due.arrivedAt().map(Instant::toString).orElse("-infinity"));
        }
        PreparedStatement statement = connection.prepare(load);
        int next = keys.bind(statement, 1);
        if (load.equals(LOAD_APPROVALS)) {
            BatchReader.bindDates(statement, next, undos.stream().map(Work.TakeBack::key).toList());
        }
        Map<MessageKey, Approval> read = new LinkedHashMap<>();
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                if (row.getLong("confirmations") == 0) {
                    read.put(
                            undos.get(row.getInt("position")).key(),
                            new Approval(
                                    AuthorizationRows.read(row),
                                    new Changes.Owner(
                                            row.getLong("account_id"),
                                            row.getLong("card_id"),
                                            row.getInt("currency"))));
                }
            }
        }
        return whole(connection, read, undo);
    }

    private static Map<MessageKey, Approval> whole(
            LaneConnection connection,
            Map<MessageKey, Approval> read,
            BiFunction<Authorization, MessageKey, Optional<Effect.Changed>> undo)
            throws SQLException {
        Map<Long, Authorization> chains = new HashMap<>();
        read.values().forEach(a -> chains.put(a.authorization().id(), a.authorization()));
        for (Authorization chain : IncrementRows.joined(connection, chains.values())) {
            chains.put(chain.id(), chain);
        }
        Map<MessageKey, Approval> approvals = new HashMap<>();
        read.forEach(
                (key, approval) -> {
                    Authorization chain = chains.get(approval.authorization().id());
                    if (chain != null && undo.apply(chain, key).isPresent()) {
                        approvals.put(key, new Approval(chain, approval.owner()));
                    }
                });
        return approvals;
    }

    /** Those whose fate this transaction decided. */
    private static Set<Work.TakeBack> voided(
            LaneConnection connection,
            List<Work.TakeBack> undos,
            Map<MessageKey, Approval> approvals)
            throws SQLException {
        Columns rows = new Columns("int4", "date", "text", "text");
        Map<String, Work.TakeBack> byLine = new HashMap<>();
        for (Work.TakeBack undo : new ArrayList<>(undos)) {
            if (approvals.containsKey(undo.key())) {
                MessageKey key = undo.key();
                rows.add(rows.size(), key.transmittedOn(), undo.reason().word(), key.line());
                byLine.put(key.line() + key.transmittedOn(), undo);
            }
        }
        Set<Work.TakeBack> voided = new HashSet<>();
        if (rows.isEmpty()) {
            return voided;
        }
        PreparedStatement statement = connection.prepare(INSERT_VOIDED);
        rows.bind(statement);
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                String line = row.getString("message_key") + row.getString("transmitted_on");
                Optional.ofNullable(byLine.get(line)).ifPresent(voided::add);
            }
        }
        return voided;
    }
}
