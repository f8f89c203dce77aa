package io.kessai.bench.peer;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.MessageKind;
import io.kessai.authorization.decide.OriginalMessage;
import io.kessai.authorization.decide.Reason;
import io.kessai.domain.PanToken;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Not a peer but a mark to go by: after the prototype from which the design took its lanes.
 * Whatever waits for a card's lane is one transaction, which locks the accounts, decides, and
 * writes a journal, the holds and the accounts as sets in one statement; the commit is sent after
 * it.
 *
 * <p>It has tables of its own with one index each and no constraint but their keys, and keeps of a
 * message its key, amount, reason and approval code. It knows purchases, repeats under the same key
 * and full reversals; no controls, events, ledger, nor what a replay would need.
 */
final class ThreeTables implements BatchStore {

    private static final int MESSAGES_MAX = 256;

    /** The accounts have what the cards' accounts may spend; the pages have room for updates. */
    private static final List<String> CREATE =
            List.of(
                    "create schema three_tables",
                    """
                    create table three_tables.accounts (
                        pan_token bytea  primary key,
                        available bigint not null
                    ) with (fillfactor = 70)""",
                    """
                    create table three_tables.journal (
                        message_key   text        primary key,
                        recorded_at   timestamptz not null default now(),
                        pan_token     bytea       not null,
                        amount        bigint      not null,
                        reason        text        not null,
                        approval_code text        not null
                    )""",
                    """
                    create table three_tables.holds (
                        pan_token    bytea  not null,
                        stan         text   not null,
                        transmission text   not null,
                        amount       bigint not null,
                        primary key (pan_token, stan, transmission)
                    )""",
                    """
                    insert into three_tables.accounts
                    select c.pan_token, a.credit_limit - a.posted - a.held
                    from cards c
                    join accounts a on a.id = c.account_id""",
                    "analyze three_tables.accounts");

    private static final String READ =
            """
            select pan_token, available
            from three_tables.accounts
            where pan_token = any (?)
            order by pan_token
            for no key update;
            select message_key, reason, approval_code
            from three_tables.journal
            where message_key = any (?)""";

    private static final String FIND =
            """
            select h.pan_token, h.stan, h.transmission, h.amount
            from unnest(?, ?, ?) as o (pan_token, stan, transmission)
            cross join lateral (
                select * from three_tables.holds h
                where h.pan_token = o.pan_token and h.stan = o.stan
                  and h.transmission = o.transmission
                offset 0) h""";

    private static final String WRITE =
            """
            with journaled as (
                insert into three_tables.journal (
                    message_key, pan_token, amount, reason, approval_code)
                select * from unnest(?, ?, ?, ?, ?)
                on conflict do nothing
                returning 1
            ), opened as (
                insert into three_tables.holds (pan_token, stan, transmission, amount)
                select * from unnest(?, ?, ?, ?)
            ), moved as (
                update three_tables.accounts a
                set available = n.available
                from unnest(?, ?) as n (pan_token, available)
                where a.pan_token = n.pan_token and a.pan_token = any (?)
            )
            select count(*) from journaled""";

    private static final String RELEASE =
            """
            update three_tables.holds h
            set amount = 0
            from unnest(?, ?, ?) as o (pan_token, stan, transmission)
            where h.pan_token = o.pan_token and h.stan = o.stan
              and h.transmission = o.transmission and h.pan_token = any (?)""";

    private final PeerConnection connection;

    /** The name by which a reversal finds what it reverses. */
    private record HoldName(PanToken card, String stan, String transmission) {}

    private record Journaled(String key, PanToken card, long amount, Answer answer) {}

    ThreeTables(PeerConnection connection) {
        this.connection = connection;
    }

    /** Makes the tables, for the cards that there are. */
    static void create(DatabaseEndpoint database) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            for (String sql : CREATE) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public int messagesMax() {
        return MESSAGES_MAX;
    }

    @Override
    public List<Answer> answer(List<Asked> messages) throws SQLException {
        try {
            Batch batch = new Batch(messages.stream().map(Asked::request).toList());
            batch.read();
            List<Answer> answers = batch.decide();
            batch.write();
            connection.commit();
            return answers;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** One transaction's messages, and what they found and changed. */
    private final class Batch {
        private final List<AuthorizationRequest> requests;
        private final Map<PanToken, Long> available = new HashMap<>();
        private final Map<String, Answer> recorded = new HashMap<>();
        private final Map<HoldName, Long> holds = new HashMap<>();
        private final List<Journaled> journaled = new ArrayList<>();
        private final Map<HoldName, Long> opened = new LinkedHashMap<>();
        private final List<HoldName> released = new ArrayList<>();
        private final Map<PanToken, Long> changed = new LinkedHashMap<>();

        Batch(List<AuthorizationRequest> requests) {
            this.requests = requests;
        }

        void read() throws SQLException {
            PreparedStatement read = connection.prepare(READ);
            read.setArray(1, tokens(requests, AuthorizationRequest::card));
            read.setArray(2, texts(requests, request -> request.key().line()));
            read.execute();
            try (ResultSet row = read.getResultSet()) {
                while (row.next()) {
                    available.put(PanToken.of(row.getBytes(1)), row.getLong(2));
                }
            }
            read.getMoreResults();
            try (ResultSet row = read.getResultSet()) {
                while (row.next()) {
                    String key = row.getString(1);
                    AuthorizationRequest request = request(key);
                    recorded.put(
                            key,
                            PeerConnection.answer(request, row.getString(2), row.getString(3)));
                }
            }
            List<HoldName> sought =
                    requests.stream()
                            .filter(request -> request.kind() == MessageKind.REVERSAL)
                            .map(Batch::original)
                            .toList();
            if (!sought.isEmpty()) {
                find(sought);
            }
        }

        private AuthorizationRequest request(String key) {
            return requests.stream()
                    .filter(request -> request.key().line().equals(key))
                    .findFirst()
                    .orElseThrow();
        }

        private void find(List<HoldName> sought) throws SQLException {
            PreparedStatement find = connection.prepare(FIND);
            bind(find, 1, sought);
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    holds.put(
                            new HoldName(
                                    PanToken.of(row.getBytes(1)),
                                    row.getString(2),
                                    row.getString(3)),
                            row.getLong(4));
                }
            }
        }

        private static HoldName original(AuthorizationRequest reversal) {
            return reversal.references()
                    .original()
                    .map(named -> name(reversal, named))
                    .orElse(new HoldName(reversal.card(), "", ""));
        }

        private static HoldName name(AuthorizationRequest reversal, OriginalMessage named) {
            return new HoldName(reversal.card(), named.stan(), named.sentAt());
        }

        List<Answer> decide() {
            List<Answer> answers = new ArrayList<>();
            for (AuthorizationRequest request : requests) {
                answers.add(recorded.computeIfAbsent(request.key().line(), _ -> decide(request)));
            }
            return answers;
        }

        private Answer decide(AuthorizationRequest request) {
            Reason reason =
                    switch (request.kind()) {
                        case AUTHORIZATION -> authorize(request);
                        case REVERSAL -> reverse(request);
                        default -> throw new IllegalArgumentException("a peer has no such message");
                    };
            String code = reason == Reason.APPROVED ? PeerConnection.approvalCode() : "";
            Answer answer = PeerConnection.answer(request, reason.name(), code);
            journaled.add(
                    new Journaled(
                            request.key().line(),
                            request.card(),
                            request.payment().amount().minorUnits(),
                            answer));
            return answer;
        }

        private Reason authorize(AuthorizationRequest request) {
            Long funds = available.get(request.card());
            long amount = request.payment().amount().minorUnits();
            if (funds == null) {
                return Reason.CARD_UNKNOWN;
            }
            if (funds < amount) {
                return Reason.INSUFFICIENT_FUNDS;
            }
            HoldName name =
                    new HoldName(
                            request.card(), request.key().stan(), request.key().transmission());
            opened.put(name, amount);
            holds.put(name, amount);
            move(request.card(), -amount);
            return Reason.APPROVED;
        }

        private Reason reverse(AuthorizationRequest request) {
            HoldName original = original(request);
            long held = holds.getOrDefault(original, 0L);
            if (held == 0) {
                return Reason.ORIGINAL_UNKNOWN;
            }
            if (opened.replace(original, 0L) == null) {
                released.add(original);
            }
            holds.put(original, 0L);
            move(request.card(), held);
            return Reason.ACCEPTED;
        }

        private void move(PanToken card, long by) {
            changed.put(card, available.merge(card, by, Long::sum));
        }

        void write() throws SQLException {
            if (journaled.isEmpty()) {
                return;
            }
            PreparedStatement write = connection.prepare(WRITE);
            write.setArray(1, texts(journaled, Journaled::key));
            write.setArray(2, tokens(journaled, Journaled::card));
            write.setArray(3, numbers(journaled, Journaled::amount));
            write.setArray(4, texts(journaled, each -> each.answer().reason().name()));
            write.setArray(5, texts(journaled, each -> each.answer().approvalCode()));
            List<HoldName> names = List.copyOf(opened.keySet());
            bind(write, 6, names);
            write.setArray(9, numbers(names, opened::get));
            List<PanToken> cards = List.copyOf(changed.keySet());
            write.setArray(10, tokens(cards, card -> card));
            write.setArray(11, numbers(cards, changed::get));
            write.setArray(12, tokens(cards, card -> card));
            try (ResultSet row = write.executeQuery()) {
                row.next();
                if (row.getInt(1) < journaled.size()) {
                    throw new SQLException("a message was recorded by somebody else");
                }
            }
            if (!released.isEmpty()) {
                PreparedStatement release = connection.prepare(RELEASE);
                bind(release, 1, released);
                release.setArray(4, tokens(released, HoldName::card));
                release.executeUpdate();
            }
        }

        private void bind(PreparedStatement statement, int first, List<HoldName> names)
                throws SQLException {
            statement.setArray(first, tokens(names, HoldName::card));
            statement.setArray(first + 1, texts(names, HoldName::stan));
            statement.setArray(first + 2, texts(names, HoldName::transmission));
        }

        private <T> Array tokens(List<T> rows, Function<T, PanToken> card) throws SQLException {
            return connection.array(
                    "bytea",
                    rows.stream().map(row -> card.apply(row).bytes()).toArray(byte[][]::new));
        }

        private <T> Array texts(List<T> rows, Function<T, String> column) throws SQLException {
            return connection.array("text", rows.stream().map(column).toArray(String[]::new));
        }

        private <T> Array numbers(List<T> rows, Function<T, Long> column) throws SQLException {
            return connection.array("int8", rows.stream().map(column).toArray(Long[]::new));
        }
    }
}
