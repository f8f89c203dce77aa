package io.kessai.bench.peer;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.record.PlanSettings;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection with its statements prepared once, and what all peers need of the database. */
final class PeerConnection implements AutoCloseable {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int ID_BLOCK = 256;
    private static final int APPROVAL_CODES = 1_000_000;
    private static final AtomicInteger LAST_CODE = new AtomicInteger();

    private static final String NEXT_IDS = "select nextval('authorization_id_blocks')";
    private static final String RECORDED =
            """
            select reason, approval_code
            from journal
            where message_key = ? and transmitted_on = ?""";

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private long nextId = 1;
    private long lastId;

    /**
     * @param role whose tables it works on
     */
    PeerConnection(DatabaseEndpoint database, DatabaseRole role, boolean autoCommit)
            throws SQLException {
        this.connection = database.connect(role);
        try (Statement statement = connection.createStatement()) {
            for (String setting : PlanSettings.ON_INDEXES) {
                statement.execute("set " + setting);
            }
        }
        connection.setAutoCommit(autoCommit);
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    Array array(String type, Object[] elements) throws SQLException {
        return connection.createArrayOf(type, elements);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** The id of a new authorization; the sequence is asked once in {@value #ID_BLOCK} times. */
    long nextId() throws SQLException {
        if (nextId > lastId) {
            try (ResultSet row = prepare(NEXT_IDS).executeQuery()) {
                row.next();
                lastId = row.getLong(1);
                nextId = lastId - ID_BLOCK + 1;
            }
        }
        return nextId++;
    }

    /** One after the other, as our server's. */
    static String approvalCode() {
        return "%06d".formatted(LAST_CODE.updateAndGet(last -> (last + 1) % APPROVAL_CODES));
    }

    static boolean isKeyTaken(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    /** What the journal has for the message's key. */
    Answer recorded(AuthorizationRequest request) throws SQLException {
        PreparedStatement select = prepare(RECORDED);
        select.setString(1, request.key().line());
        select.setObject(2, request.key().transmittedOn());
        try (ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("no journal entry of " + request.key().line());
            }
            return answer(request, row.getString("reason"), row.getString("approval_code"));
        }
    }

    static Answer answer(AuthorizationRequest request, String reason, String approvalCode) {
        return new Answer(
                Reason.valueOf(reason),
                approvalCode,
                request.payment().amount(),
                Optional.empty(),
                List.of());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
