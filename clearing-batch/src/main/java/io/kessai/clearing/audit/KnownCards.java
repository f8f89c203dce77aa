package io.kessai.clearing.audit;

import io.kessai.domain.Pan;
import io.kessai.domain.PanToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;

/**
 * The cards of the audited database: which beginnings their numbers have, and whether a number is
 * one of them. Uses a connection of its own, since the snapshot's is busy copying. For one thread.
 */
final class KnownCards implements AutoCloseable {
    /** What a report says when only beginnings can be compared. */
    static final String NO_KEYS =
            "no vault keys: tokens cannot be compared, so every Luhn-valid run of 13 to 19 digits"
                    + " that begins like a card is suspected";

    /** What no search can find. */
    static final String NO_SHAPE =
            "CVV and PIN values have no shape to search for: types keep them out, not this check";

    private final Connection connection;
    private final PreparedStatement byToken;
    private final BitSet firstSixes;
    private final Optional<Function<Pan, PanToken>> tokens;

    private KnownCards(
            Connection connection,
            PreparedStatement byToken,
            BitSet firstSixes,
            Optional<Function<Pan, PanToken>> tokens) {
        this.connection = connection;
        this.byToken = byToken;
        this.firstSixes = firstSixes;
        this.tokens = tokens;
    }

    /** Reads the beginnings; one query over all cards. */
    static KnownCards open(AuditRequest request) throws SQLException {
        Connection connection = Audit.connect(request);
        try {
            BitSet firstSixes = new BitSet();
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("select distinct first_six from public.cards")) {
                while (row.next()) {
                    firstSixes.set(Integer.parseInt(row.getString(1)));
                }
            }
            PreparedStatement byToken =
                    connection.prepareStatement(
                            "select exists (select from public.cards where pan_token = ?)");
            return new KnownCards(connection, byToken, firstSixes, request.tokens());
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    boolean mayBegin(int firstSix) {
        return firstSixes.get(firstSix);
    }

    /** Whether {@link #isCard} knows, or only suspects. */
    boolean isCertain() {
        return tokens.isPresent();
    }

    /** Whether a card has this number; without the vault's key, whether one may have it. */
    boolean isCard(Pan candidate) throws SQLException {
        if (tokens.isEmpty()) {
            return true;
        }
        byToken.setBytes(1, tokens.get().apply(candidate).bytes());
        try (ResultSet row = byToken.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
