package io.kessai.authorization.record;

import io.kessai.authorization.decide.Authorization;
import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.decide.Effect;
import io.kessai.authorization.decide.Undo;
import io.kessai.domain.MessageKey;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The two transactions of a lane, without their commit: a batch of messages, and undoing. */
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
                    from unnest(?, ?, ?) as k (position, message_key, transmitted_on)
                    cross join lateral (
                        select * from authorizations x
                        where x.message_key = k.message_key
                          and x.transmitted_on = k.transmitted_on
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
    private final AuthorizationIds ids = new AuthorizationIds();

    Transactions(Decider decider, ZoneId zone, Supplier<String> approvalCodes) {
        this.decider = decider;
        this.zone = zone;
        this.approvalCodes = approvalCodes;
    }

    /** Decides the messages on what the database says now, and writes what they change. */
    Batch decide(LaneConnection connection, List<Submission> submissions)
            throws SQLException, KeyTakenException {
        ids.reserve(connection, submissions.size());
        LoadedState state = new BatchReader(connection).load(submissions);
        Batch batch = new Batch(state, decider, zone, ids::take, approvalCodes);
        batch.decide(submissions);
        new BatchWriter(connection).write(batch);
        return batch;
    }

    /**
     * Takes back those of the approvals that were committed, that no advice has confirmed since,
     * not even with the same total, and that no repeat was given. A unique row decides between the
     * undo and a repeat on another server.
     *
     * @return how many were taken back
     */
    int takeBack(LaneConnection connection, List<Work.TakeBack> undos) throws SQLException {
        LoadedState state = new LoadedState();
        new BatchReader(connection)
                .lock(undos.stream().map(Work.TakeBack::card).distinct().toList(), state);
        Map<MessageKey, Approval> approvals = approvals(connection, undos);
        Set<MessageKey> voided = voided(connection, undos, approvals);
        Changes changes = new Changes(state);
        for (MessageKey key : voided) {
            Approval approval = Optional.ofNullable(approvals.get(key)).orElseThrow();
            Optional<Effect.Changed> undo = Undo.of(approval.authorization());
            undo.ifPresent(change -> changes.change(change, approval.accountId(), key));
        }
        new BatchWriter(connection).write(changes);
        return voided.size();
    }

    private record Approval(Authorization authorization, long accountId) {}

    private static Map<MessageKey, Approval> approvals(
            LaneConnection connection, List<Work.TakeBack> undos) throws SQLException {
        Columns keys = new Columns("int4", "text", "date");
        for (int i = 0; i < undos.size(); i++) {
            keys.add(i, undos.get(i).key().line(), undos.get(i).key().transmittedOn());
        }
        PreparedStatement statement = connection.prepare(LOAD_APPROVALS);
        keys.bind(statement);
        Map<MessageKey, Approval> approvals = new HashMap<>();
        try (ResultSet row = connection.query(statement)) {
            while (row.next()) {
                Authorization authorization = AuthorizationRows.read(row);
                boolean isConfirmed = row.getLong("confirmations") > 0;
                if (!isConfirmed && Undo.of(authorization).isPresent()) {
                    approvals.put(
                            undos.get(row.getInt("position")).key(),
                            new Approval(authorization, row.getLong("account_id")));
                }
            }
        }
        return approvals;
    }

    /** The keys whose fate this transaction decided. */
    private static Set<MessageKey> voided(
            LaneConnection connection,
            List<Work.TakeBack> undos,
            Map<MessageKey, Approval> approvals)
            throws SQLException {
        Columns rows = new Columns("int4", "date", "text", "text");
        Map<String, MessageKey> byLine = new HashMap<>();
        for (Work.TakeBack undo : new ArrayList<>(undos)) {
            if (approvals.containsKey(undo.key())) {
                MessageKey key = undo.key();
                rows.add(rows.size(), key.transmittedOn(), undo.reason().word(), key.line());
                byLine.put(key.line() + key.transmittedOn(), key);
            }
        }
        Set<MessageKey> voided = new HashSet<>();
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
