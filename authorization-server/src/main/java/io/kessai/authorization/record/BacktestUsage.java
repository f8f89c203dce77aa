package io.kessai.authorization.record;

import io.kessai.domain.MessageKey;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import io.kessai.domain.controls.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What cards and accounts have used as a backtest decides: before its first entry, what the
 * database says counted; from there on, what the replayed decisions count.
 *
 * <p>What counted before it counts as it stands today: a later reversal of it has been given back
 * already, and moves nothing again. Not thread-safe.
 */
final class BacktestUsage {

    // What is counted at or after the beginning is replayed.
    private static final String BEFORE =
            """
            select e.decided_at, e.units, e.authorizations, e.is_cash
            from cards c
            cross join lateral (
                select * from usage_events x
                where x.card_id = c.id and x.decided_at < ?
                offset 0) e
            where %s = ?
            order by e.decided_at""";

    private static final String ANYTHING_BEFORE =
            "select exists (select from usage_events where decided_at < ?)";

    /** Messages are not replayed quite in the order of arrival. */
    private static final Duration ORDER_SLACK = Duration.ofHours(1);

    private record Moment(Instant at, Spent change) {}

    private record DueBack(Instant at, MessageKey message) {}

    /** Of one card or account; single changes only as far back as a rolling window reaches. */
    private static final class Account {
        private Usage usage;
        private List<Moment> recent = new ArrayList<>();
        private int keptLast;

        private Account(LocalDate on) {
            this.usage = Usage.none(on);
        }
    }

    private final Connection connection;
    private final Instant begin;
    private final ZoneId zone;
    private final Duration longestRolling;
    private final boolean isAnythingBefore;
    private final Map<UsageSubject, Account> accounts = new HashMap<>();

    /** What still counts of approvals that were taken back later. */
    private final Map<MessageKey, List<UsageMove>> dueBack = new HashMap<>();

    private final PriorityQueue<DueBack> due =
            new PriorityQueue<>(Comparator.comparing(DueBack::at));

    /**
     * @param begin everything that was decided before is read from the database
     * @param zone the programme's
     */
    BacktestUsage(Connection connection, Instant begin, ZoneId zone, Duration longestRolling)
            throws SQLException {
        this.connection = connection;
        this.begin = begin;
        this.zone = zone;
        this.longestRolling = longestRolling;
        try (PreparedStatement statement = connection.prepareStatement(ANYTHING_BEFORE)) {
            statement.setObject(1, begin.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                this.isAnythingBefore = row.next() && row.getBoolean(1);
            }
        }
    }

    Usage usage(UsageSubject subject, Instant now) throws SQLException {
        return account(subject, now).usage;
    }

    /** What counted in a rolling window that ends now; its first moment is outside. */
    Spent rolling(UsageSubject subject, Window.Rolling window, Instant now) throws SQLException {
        Instant since = now.minus(window.length());
        return account(subject, now).recent.stream()
                .filter(moment -> moment.at().isAfter(since))
                .map(Moment::change)
                .reduce(Spent.NOTHING, Spent::plus);
    }

    /**
     * Counts for the card or the account, or for both.
     *
     * @param measured those that limits measure
     * @param voidedAt when the message's approval was taken back, if it was
     */
    void move(
            List<UsageMove> moves,
            List<UsageSubject> measured,
            MessageKey message,
            Optional<Instant> voidedAt,
            Instant now)
            throws SQLException {
        if (voidedAt.isPresent()) {
            dueBack.put(message, new ArrayList<>());
            due.add(new DueBack(voidedAt.get(), message));
        }
        for (UsageMove move : moves) {
            if (!move.at().isBefore(begin)) {
                List<UsageMove> isDueBack = dueBack.get(move.message());
                if (isDueBack != null) {
                    isDueBack.add(move);
                }
                for (UsageSubject subject : measured) {
                    apply(account(subject, now), move.at(), move.change(), now);
                }
            }
        }
    }

    /** Gives back what approvals still count that were taken back before a moment. */
    void takeBackUntil(Instant now) {
        while (!due.isEmpty() && due.peek().at().isBefore(now)) {
            List<UsageMove> moves =
                    Optional.ofNullable(dueBack.remove(due.poll().message())).orElse(List.of());
            for (UsageMove move : moves) {
                for (UsageSubject subject :
                        List.of(
                                UsageSubject.card(move.owner().cardId()),
                                UsageSubject.account(move.owner().accountId()))) {
                    Account account = accounts.get(subject);
                    if (account != null) {
                        apply(account, move.at(), move.change().negated(), now);
                    }
                }
            }
        }
    }

    private void apply(Account account, Instant at, Spent change, Instant now) {
        account.usage = account.usage.plus(LocalDate.ofInstant(at, zone), change);
        if (longestRolling.isZero()) {
            return;
        }
        account.recent.add(new Moment(at, change));
        if (account.recent.size() > 2 * account.keptLast + 16) {
            Instant since = now.minus(longestRolling).minus(ORDER_SLACK);
            account.recent.removeIf(moment -> !moment.at().isAfter(since));
            account.keptLast = account.recent.size();
        }
    }

    private Account account(UsageSubject subject, Instant now) throws SQLException {
        Account known = accounts.get(subject);
        if (known != null) {
            return known;
        }
        Account account = new Account(LocalDate.ofInstant(begin, zone));
        if (isAnythingBefore) {
            readBefore(subject, account, now);
        }
        accounts.put(subject, account);
        return account;
    }

    private void readBefore(UsageSubject subject, Account account, Instant now)
            throws SQLException {
        String id = subject.scope().measuresCard() ? "c.id" : "c.account_id";
        try (PreparedStatement statement = connection.prepareStatement(BEFORE.formatted(id))) {
            statement.setObject(1, begin.atOffset(ZoneOffset.UTC));
            statement.setLong(2, subject.id());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    apply(
                            account,
                            row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                            Spent.of(
                                    row.getLong("units"),
                                    row.getLong("authorizations"),
                                    row.getBoolean("is_cash")),
                            now);
                }
            }
        }
    }
}
