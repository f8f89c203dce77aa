package io.kessai.authorization.card;

import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.ControlScope;
import io.kessai.domain.controls.ControlState;
import io.kessai.domain.controls.ControlsError;
import io.kessai.domain.controls.Period;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The control sets of the database, and usage, within the caller's transaction. */
@ApplicationScoped
class ControlSets {
    private static final String NEWEST =
            """
            select c.id, c.version, c.rules, c.set_by,
                   (extract(epoch from c.set_at) * 1000000)::bigint as set_at
            from controls c
            where c.scope = :scope and c.subject = :subject and c.state = :state
            order by c.version desc
            limit 1""";

    private static final String NEWEST_VERSION =
            """
            select coalesce(max(c.version), 0)
            from controls c
            where c.scope = :scope and c.subject = :subject""";

    private static final String INSERT =
            """
            insert into controls (version, scope, subject, state, rules, set_by, request_id)
            values (:version, :scope, :subject, :state, :rules, :setBy, :requestId)
            on conflict do nothing""";

    private static final String USAGE =
            """
            select u.*
            from usage u
            where u.scope = :scope and u.subject_id = cast(:subject as bigint)""";

    private final EntityManager entityManager;

    ControlSets(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Whose controls they are. */
    record Subject(ControlScope scope, String name) {}

    /** A stored version. */
    record Stored(
            long id,
            int version,
            ControlState state,
            ControlRules rules,
            Instant setAt,
            String setBy) {}

    Optional<Stored> newest(Subject subject, ControlState state) {
        List<Tuple> rows = rows(NEWEST, subject, state);
        return rows.isEmpty() ? Optional.empty() : Optional.of(stored(rows.getFirst(), state));
    }

    /** 0 where there is none. */
    int newestVersion(Subject subject) {
        return ((Number)
                        entityManager
                                .createNativeQuery(NEWEST_VERSION)
                                .setParameter("scope", subject.scope().word())
                                .setParameter("subject", subject.name())
                                .getSingleResult())
                .intValue();
    }

    /**
     * @throws OvertakenException if another transaction has set this version first
     */
    Stored add(
            Subject subject,
            int version,
            ControlState state,
            ControlRules rules,
            String setBy,
            String requestId) {
        int added =
                entityManager
                        .createNativeQuery(INSERT)
                        .setParameter("version", version)
                        .setParameter("scope", subject.scope().word())
                        .setParameter("subject", subject.name())
                        .setParameter("state", state.word())
                        .setParameter("rules", rules.text())
                        .setParameter("setBy", setBy)
                        .setParameter("requestId", requestId)
                        .executeUpdate();
        if (added == 0) {
            throw new OvertakenException("another transaction set these controls first");
        }
        return newest(subject, state).orElseThrow();
    }

    /** Of a card or an account; empty where nothing is counted for it. */
    @SuppressWarnings("unchecked")
    Optional<Usage> usage(Subject subject) {
        List<Tuple> rows =
                entityManager
                        .createNativeQuery(USAGE, Tuple.class)
                        .setParameter("scope", subject.scope().word())
                        .setParameter("subject", subject.name())
                        .getResultList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(usage(rows.getFirst()));
    }

    private static Usage usage(Tuple row) {
        List<Spent> windows = new ArrayList<>();
        for (Period period : Period.values()) {
            windows.add(
                    new Spent(
                            row.get(period.word() + "_amount", Long.class),
                            row.get(period.word() + "_count", Long.class),
                            row.get(period.word() + "_cash_amount", Long.class),
                            row.get(period.word() + "_cash_count", Long.class)));
        }
        return new Usage(LocalDate.parse(row.get("counted_on").toString()), windows);
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> rows(String sql, Subject subject, ControlState state) {
        return entityManager
                .createNativeQuery(sql, Tuple.class)
                .setParameter("scope", subject.scope().word())
                .setParameter("subject", subject.name())
                .setParameter("state", state.word())
                .getResultList();
    }

    private static Stored stored(Tuple row, ControlState state) {
        long micros = row.get("set_at", Long.class);
        return new Stored(
                row.get("id", Long.class),
                row.get("version", Integer.class),
                state,
                rules(row.get("rules", String.class)),
                Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000),
                row.get("set_by", String.class));
    }

    private static ControlRules rules(String text) {
        return switch (ControlRules.parse(text)) {
            case ControlRules rules -> rules;
            case ControlsError error ->
                    throw new IllegalStateException("stored controls cannot be read: " + error);
        };
    }
}
