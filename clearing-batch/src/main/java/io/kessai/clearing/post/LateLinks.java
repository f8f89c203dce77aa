package io.kessai.clearing.post;

import static io.kessai.clearing.books.Columns.Type.INT2;
import static io.kessai.clearing.books.Columns.Type.INT4;
import static io.kessai.clearing.books.Columns.Type.INT8;
import static io.kessai.clearing.books.Columns.Type.TEXT;

import io.kessai.clearing.books.AccountLocks;
import io.kessai.clearing.books.Attempts;
import io.kessai.clearing.books.Columns;
import io.kessai.clearing.books.ConnectionSource;
import io.kessai.clearing.books.HoldMoves;
import io.kessai.clearing.books.HoldMoves.HoldKey;
import io.kessai.clearing.books.Rows;
import io.kessai.domain.HoldTerm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Gives back the holds of purchases that had been booked before their authorizations were known.
 * Nothing is booked a second time. Immutable.
 */
public final class LateLinks {

    private static final String ACCOUNTS =
            """
            select a.account_id
            from authorizations a
            where a.id = any (?)\
            """;

    /** What is held now; read by a statement of its own, after the locks. */
    private static final String REMAINING =
            """
            select a.id, a.account_id, a.remaining
            from authorizations a
            where a.id = any (?)\
            """;

    private static final String LINKED =
            """
            select l.file_id, l.number
            from unnest(?::bigint[], ?::int[]) as n (file_id, number)
            join clearing_late_links l on l.file_id = n.file_id and l.number = n.number\
            """;

    private static final String INSERT =
            """
            insert into clearing_late_links (
                file_id, number, authorization_id, released, level, agreed)
            select *
            from unnest(?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::smallint[], ?::text[])\
            """;

    private record Place(long fileId, int number) {}

    private record Held(HoldKey key, long remaining) {}

    private final ConnectionSource connections;
    private final PostSettings settings;

    public LateLinks(ConnectionSource connections, PostSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    /**
     * Applies proposals, a few hundred in one transaction; those applied before change nothing.
     *
     * @param businessDate written on the holds' events
     * @return how many were applied now
     * @throws IllegalStateException if an authorization does not exist
     */
    public long apply(List<LateLink> proposals, LocalDate businessDate) throws SQLException {
        long applied = 0;
        try (Connection connection = connections.open()) {
            Attempts attempts = new Attempts(connection, settings.lockTimeout());
            for (int from = 0; from < proposals.size(); from += settings.chunkRecords()) {
                int to = Math.min(from + settings.chunkRecords(), proposals.size());
                List<LateLink> chunk = proposals.subList(from, to);
                applied += attempts.run(c -> applyIn(c, chunk, businessDate));
            }
        }
        return applied;
    }

    /**
     * Applies some within the caller's transaction, which has locked and written nothing of the
     * books yet. Level 0 is a link that a person made.
     *
     * @return how many were applied now
     * @throws IllegalStateException if an authorization does not exist
     */
    public static int applyIn(Connection connection, List<LateLink> chunk, LocalDate businessDate)
            throws SQLException {
        long[] authorizations =
                chunk.stream().mapToLong(LateLink::authorizationId).sorted().distinct().toArray();
        AccountLocks.lock(connection, accounts(connection, authorizations));
        Map<Long, Held> holds = holds(connection, authorizations);
        if (holds.size() != authorizations.length) {
            throw new IllegalStateException("a late link names an authorization that is not there");
        }
        Set<Place> linked = linked(connection, chunk);
        HoldMoves moves = new HoldMoves(businessDate);
        Columns rows = new Columns(INT8, INT4, INT8, INT8, INT2, TEXT);
        for (LateLink link : chunk) {
            if (linked.add(new Place(link.fileId(), link.number()))) {
                Held held = Objects.requireNonNull(holds.get(link.authorizationId()));
                String key = "late:" + link.fileId() + ":" + link.number();
                moves.take(held.key(), HoldTerm.RELEASED, held.remaining(), key, link.level());
                rows.add(
                        link.fileId(),
                        link.number(),
                        link.authorizationId(),
                        held.remaining(),
                        link.level(),
                        link.agreed());
                holds.put(link.authorizationId(), new Held(held.key(), 0));
            }
        }
        insert(connection, rows);
        moves.write(connection);
        return rows.size();
    }

    private static List<Long> accounts(Connection connection, long[] authorizations)
            throws SQLException {
        List<Long> accounts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ACCOUNTS)) {
            statement.setObject(1, authorizations);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    accounts.add(row.getLong(1));
                }
            }
        }
        return accounts;
    }

    private static Map<Long, Held> holds(Connection connection, long[] authorizations)
            throws SQLException {
        Map<Long, Held> holds = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(REMAINING)) {
            statement.setObject(1, authorizations);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    HoldKey key = new HoldKey(row.getLong(1), row.getLong(2));
                    holds.put(key.authorizationId(), new Held(key, row.getLong(3)));
                }
            }
        }
        return holds;
    }

    private static Set<Place> linked(Connection connection, List<LateLink> chunk)
            throws SQLException {
        Columns places = new Columns(INT8, INT4);
        chunk.forEach(link -> places.add(link.fileId(), link.number()));
        Set<Place> linked = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(LINKED)) {
            places.bind(statement, 1);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    linked.add(new Place(row.getLong(1), row.getInt(2)));
                }
            }
        }
        return linked;
    }

    private static void insert(Connection connection, Columns rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            rows.bind(statement, 1);
            Rows.require(rows.size(), statement.executeUpdate());
        }
    }
}
