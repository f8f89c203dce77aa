package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.network.clearing.ClearingItem;
import io.kessai.vault.PanVault;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.LongConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes the open authorizations of a {@link BulkClearing} by COPY, with their holds: what the
 * server would have left, but for the journal. All or nothing.
 */
public final class BulkAuthorizations {
    private static final String COPY =
            """
            copy authorizations (id, account_id, card_id, decided_at, amount, authorized,
                                 expires_on, transmitted_on, policy_version, currency,
                                 amount_currency, status, direction, message_key, network,
                                 message_class, stan, transmission, acquirer, forwarder, rrn,
                                 terminal, approval_code, network_transaction_id, processing_code,
                                 mcc, merchant) from stdin
            """;
    private static final String HELD =
            """
            update accounts t
            set held = t.held + n.authorized
            from (
                select a.account_id, sum(a.authorized) as authorized
                from authorizations a
                where a.id between ? and ?
                group by a.account_id
            ) n
            where t.id = n.account_id
            """;
    private static final String JOURNAL =
            """
            insert into journal (transmitted_on, input_version, currency, amount, approved_amount,
                                 card_id, account_id, authorization_id, received_at, mti,
                                 processing_code, reason, approval_code, message_key, pan_token,
                                 input, outcome)
            select a.transmitted_on, 1, a.amount_currency, a.amount, a.amount, a.card_id,
                   a.account_id, a.id, a.decided_at, '0100', a.processing_code, 'APPROVED',
                   a.approval_code, a.message_key, c.pan_token, '', ''
            from authorizations a
            join cards c on c.id = a.card_id
            where a.message_key like ?
            """;
    private static final String CARDS =
            "select pan_token, id, account_id from cards where pan_token = any (?)";
    private static final int CARDS_A_QUERY = 5_000;
    private static final int ROWS_A_CHUNK = 500;

    /** Of a network that tells nothing of itself. */
    private static final int HOLD_DAYS = 7;

    /** The shipped hold policy's version. */
    private static final int POLICY = 2;

    private static final int IDS_A_BLOCK = 256;

    private final DatabaseEndpoint database;
    private final PanVault vault;
    private final LongConsumer progress;

    /**
     * @param progress told how many more rows were sent
     */
    public BulkAuthorizations(DatabaseEndpoint database, PanVault vault, LongConsumer progress) {
        this.database = database;
        this.vault = vault;
        this.progress = progress;
    }

    /**
     * Writes one authorization for each record of the file.
     *
     * @throws OperatingFailure when cards of the fleet are not seeded (refused), or the database
     *     cannot be reached
     */
    public void write(BulkClearing bulk) {
        try (Connection connection = database.connect(DatabaseRole.MIGRATIONS)) {
            connection.setAutoCommit(false);
            Rows rows = new Rows(bulk, cards(connection, bulk), reserve(connection, bulk));
            copy(connection, rows);
            long last = rows.firstId + bulk.records() - 1;
            execute(connection, HELD, rows.firstId, last);
            tellFromNowOn(connection);
            connection.commit();
            try (Statement statement = connection.createStatement()) {
                statement.execute("analyze authorizations, accounts");
            }
            connection.commit();
        } catch (SQLException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE, "cannot write authorizations: " + e.getMessage(), e);
        }
    }

    /**
     * Writes the journal rows of what {@link #write} wrote, for books that are audited afterwards.
     * They cannot be decided again: what was sent and answered is empty in them.
     *
     * @throws OperatingFailure when the database cannot be reached
     */
    public void journal(BulkClearing bulk) {
        try (Connection connection = database.connect(DatabaseRole.MIGRATIONS);
                PreparedStatement statement = connection.prepareStatement(JOURNAL)) {
            statement.setString(1, "bulk|" + bulk.seed() + "|%");
            statement.executeUpdate();
            tellFromNowOn(connection);
        } catch (SQLException e) {
            throw new OperatingFailure(
                    ExitCode.UNREACHABLE, "cannot write the journal: " + e.getMessage(), e);
        }
    }

    /** No watcher is told of what was written here, and the audit is not to miss it. */
    private static void tellFromNowOn(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("update event_stream set recorded_since = clock_timestamp()");
        }
    }

    private void copy(Connection connection, Rows rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < rows.bulk.records(); number++) {
            rows.append(text, number);
            if (number % ROWS_A_CHUNK == ROWS_A_CHUNK - 1) {
                flush(copy, text);
                progress.accept(ROWS_A_CHUNK);
            }
        }
        flush(copy, text);
        copy.endCopy();
        progress.accept(rows.bulk.records() % ROWS_A_CHUNK);
    }

    private static void flush(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private static void execute(Connection connection, String sql, long first, long last)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, first);
            statement.setLong(2, last);
            statement.executeUpdate();
        }
    }

    /** Takes as many ids as there are records, all behind one another; gives the first. */
    private static long reserve(Connection connection, BulkClearing bulk) throws SQLException {
        long blocks = ((long) bulk.records() + IDS_A_BLOCK - 1) / IDS_A_BLOCK;
        String reserve =
                """
                select setval('authorization_id_blocks', v + %d) - %d + 1
                from nextval('authorization_id_blocks') as v
                """
                        .formatted(blocks * IDS_A_BLOCK, blocks * IDS_A_BLOCK);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(reserve)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Ids of cards and their accounts, two for each card by its index. */
    private long[] cards(Connection connection, BulkClearing bulk) throws SQLException {
        int count = bulk.fleet().cards();
        long[] ids = new long[2 * count];
        for (int from = 0; from < count; from += CARDS_A_QUERY) {
            int found = cards(connection, ids, from, Math.min(count, from + CARDS_A_QUERY));
            if (found != Math.min(count, from + CARDS_A_QUERY) - from) {
                throw new OperatingFailure(
                        ExitCode.REFUSED, "cards are missing: run \"seed\" first");
            }
        }
        return ids;
    }

    private int cards(Connection connection, long[] ids, int from, int to) throws SQLException {
        Map<String, Integer> indexes = new HashMap<>();
        byte[][] tokens = new byte[to - from][];
        for (int card = from; card < to; card++) {
            tokens[card - from] = vault.token(CardSeed.pan(card)).bytes();
            indexes.put(HexFormat.of().formatHex(tokens[card - from]), card);
        }
        Array array = connection.createArrayOf("bytea", tokens);
        int found = 0;
        try (PreparedStatement statement = connection.prepareStatement(CARDS)) {
            statement.setArray(1, array);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String token = HexFormat.of().formatHex(row.getBytes(1));
                    int card = indexes.getOrDefault(token, from);
                    ids[2 * card] = row.getLong(2);
                    ids[2 * card + 1] = row.getLong(3);
                    found++;
                }
            }
        }
        return found;
    }

    /** The lines of the COPY. */
    private static final class Rows {
        final BulkClearing bulk;
        final long firstId;
        private final long[] cards;
        private final String network;

        Rows(BulkClearing bulk, long[] cards, long firstId) {
            this.bulk = bulk;
            this.cards = cards;
            this.firstId = firstId;
            this.network = bulk.network().word();
        }

        void append(StringBuilder text, int number) {
            ClearingItem item = bulk.item(number);
            int card = bulk.card(number);
            String rrn = item.references().rrn();
            append(text, firstId + number, cards[2 * card + 1], cards[2 * card]);
            append(text, item.at() + "Z", bulk.authorized(number), bulk.authorized(number));
            append(text, bulk.date().plusDays(HOLD_DAYS), bulk.date(), POLICY);
            append(text, bulk.fleet().currency(), bulk.fleet().currency(), "approved", "debit");
            append(text, "bulk|" + bulk.seed() + "|" + rrn, network, "10", rrn.substring(6));
            append(text, "1121090000", "12345", "", rrn, item.acceptor().terminal());
            append(text, item.references().approvalCode(), item.references().transactionId());
            append(text, "000000", item.acceptor().mcc());
            text.append(item.acceptor().merchant()).append('\n');
        }

        private static void append(StringBuilder text, Object... values) {
            for (Object value : values) {
                text.append(value).append('\t');
            }
        }
    }
}
