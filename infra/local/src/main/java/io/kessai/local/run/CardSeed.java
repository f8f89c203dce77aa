package io.kessai.local.run;

import io.kessai.domain.Pan;
import io.kessai.domain.PanToken;
import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.SeededCards;
import io.kessai.vault.Ciphertext;
import io.kessai.vault.PanVault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes the accounts and cards of a {@link Fleet} into an empty range of a database, by COPY.
 *
 * <p>All of it or nothing per call of the accounts; cards go in by several connections at once, so
 * a failure may leave some: seeding again is refused as soon as card 0 is there.
 */
public final class CardSeed {
    private static final String COPY_ACCOUNTS =
            "copy accounts (id, credit_limit, currency) from stdin";
    private static final String COPY_CARDS =
            """
            copy cards (account_id, pan_key_version, expires, pan_token, pan_ciphertext,
                        first_six, last_four) from stdin
            """;
    private static final String EXPIRES = "2029-12-31";
    private static final int WRITERS = 2;
    private static final int ROWS_A_CHUNK = 500;
    private static final HexFormat HEX = HexFormat.of();

    private final DatabaseEndpoint database;
    private final PanVault vault;
    private final LongConsumer progress;

    /**
     * @param progress told how many more rows were sent
     */
    public CardSeed(DatabaseEndpoint database, PanVault vault, LongConsumer progress) {
        this.database = database;
        this.vault = vault;
        this.progress = progress;
    }

    /**
     * Writes the fleet.
     *
     * @throws OperatingFailure when card 0 is there already (refused) or the database cannot be
     *     reached
     */
    public void write(Fleet fleet) throws InterruptedException {
        try {
            long firstAccount = accounts(fleet);
            try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
                List<Future<Void>> parts = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    int from = (int) ((long) fleet.cards() * writer / WRITERS);
                    int to = (int) ((long) fleet.cards() * (writer + 1) / WRITERS);
                    parts.add(
                            writers.submit(
                                    () -> {
                                        cards(fleet, firstAccount, from, to);
                                        return null;
                                    }));
                }
                for (Future<Void> part : parts) {
                    part.get();
                }
            }
            analyze();
        } catch (SQLException e) {
            throw failed(e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    private static OperatingFailure failed(Throwable cause) {
        return new OperatingFailure(
                ExitCode.UNREACHABLE, "cannot seed: " + cause.getMessage(), cause);
    }

    /** Writes the accounts; gives the id of the first. */
    private long accounts(Fleet fleet) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.MIGRATIONS)) {
            connection.setAutoCommit(false);
            refuseSeeded(connection);
            long first = reserve(connection, fleet.accounts());
            CopyIn copy = copy(connection, COPY_ACCOUNTS);
            StringBuilder rows = new StringBuilder();
            for (int account = 0; account < fleet.accounts(); account++) {
                rows.append(first + account)
                        .append('\t')
                        .append(fleet.limit())
                        .append('\t')
                        .append(fleet.currency())
                        .append('\n');
                if (account % ROWS_A_CHUNK == ROWS_A_CHUNK - 1) {
                    flush(copy, rows);
                }
            }
            flush(copy, rows);
            copy.endCopy();
            connection.commit();
            return first;
        }
    }

    private void refuseSeeded(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select 1 from cards where pan_token = ?")) {
            statement.setBytes(1, token(0).bytes());
            try (ResultSet found = statement.executeQuery()) {
                if (found.next()) {
                    throw new OperatingFailure(
                            ExitCode.REFUSED, "this database has seeded cards already");
                }
            }
        }
    }

    /** Takes {@code count} account ids that nobody else gets, all behind one another. */
    private static long reserve(Connection connection, int count) throws SQLException {
        String reserve =
                """
                select setval(s, nextval(s) + %d) - %d
                from pg_get_serial_sequence('accounts', 'id') as s
                """
                        .formatted(count, count);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table accounts in exclusive mode");
            try (ResultSet row = statement.executeQuery(reserve)) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void cards(Fleet fleet, long firstAccount, int from, int to)
            throws SQLException, IOException {
        try (Connection connection = database.connect(DatabaseRole.MIGRATIONS)) {
            connection.setAutoCommit(false);
            CopyIn copy = copy(connection, COPY_CARDS);
            StringBuilder rows = new StringBuilder();
            for (int card = from; card < to; card++) {
                append(rows, firstAccount + fleet.accountOf(card), card);
                if ((card - from) % ROWS_A_CHUNK == ROWS_A_CHUNK - 1) {
                    flush(copy, rows);
                    progress.accept(ROWS_A_CHUNK);
                }
            }
            flush(copy, rows);
            copy.endCopy();
            connection.commit();
            progress.accept((to - from) % ROWS_A_CHUNK);
        }
    }

    private void append(StringBuilder rows, long account, int card) {
        Pan pan = pan(card);
        Ciphertext sealed = vault.seal(pan);
        rows.append(account)
                .append('\t')
                .append(sealed.keyVersion())
                .append('\t')
                .append(EXPIRES)
                .append("\t\\\\x")
                .append(HEX.formatHex(vault.token(pan).bytes()))
                .append("\t\\\\x")
                .append(HEX.formatHex(sealed.bytes()))
                .append('\t')
                .append(pan.firstSix())
                .append('\t')
                .append(pan.lastFour())
                .append('\n');
    }

    private PanToken token(int card) {
        return vault.token(pan(card));
    }

    static Pan pan(int card) {
        return Pan.of(SeededCards.pan(card)).orElseThrow();
    }

    private static CopyIn copy(Connection connection, String sql) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    }

    private static void flush(CopyIn copy, StringBuilder rows) throws SQLException {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.US_ASCII);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
    }

    private void analyze() throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement()) {
            statement.execute("analyze accounts, cards");
        }
    }
}
