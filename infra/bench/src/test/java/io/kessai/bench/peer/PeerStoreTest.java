package io.kessai.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.message.MessageReader;
import io.kessai.authorization.message.ReadResult;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.SeededCards;
import io.kessai.local.run.CardSeed;
import io.kessai.local.run.LocalVault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A peer that booked less than it answers would be no peer. */
@Tag("database")
class PeerStoreTest {
    private static final long LIMIT = 1_000;
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final String SENT_AT = "0302120000";
    private static final String UNKNOWN_PAN = "9999000000999994";

    private static final String BOOKED =
            """
            select (select sum(held) from accounts),
                   (select coalesce(sum(remaining), 0) from authorizations),
                   (select count(*) from journal),
                   (select count(*) from authorizations),
                   (select count(*) from hold_events)""";

    private final DatabaseEndpoint database = TestDatabase.shared().createFromTemplate();

    private PeerStore store(PeerKind kind) throws SQLException, InterruptedException {
        new CardSeed(database, LocalVault.open(), _ -> {}).write(new Fleet(40, 1, LIMIT, "392"));
        return PeerServer.store(kind, database);
    }

    @ParameterizedTest
    @EnumSource
    void holds_what_it_approves_and_gives_it_back(PeerKind kind) throws Exception {
        try (PeerStore store = store(kind)) {
            Answer approved = store.answer(purchase(0, 1, 400), NOW);
            assertEquals(Reason.APPROVED, approved.reason());
            assertEquals(List.of(400L, 400L, 1L, 1L, 1L), booked());

            assertEquals(approved, store.answer(purchase(0, 1, 400), NOW));
            assertEquals(List.of(400L, 400L, 1L, 1L, 1L), booked());

            assertEquals(Reason.ACCEPTED, store.answer(reversal(0, 2, 1), NOW).reason());
            assertEquals(List.of(0L, 0L, 2L, 1L, 2L), booked());

            assertEquals(Reason.ORIGINAL_UNKNOWN, store.answer(reversal(0, 3, 1), NOW).reason());
            assertEquals(List.of(0L, 0L, 3L, 1L, 2L), booked());
        }
    }

    @ParameterizedTest
    @EnumSource
    void declines_what_is_not_there(PeerKind kind) throws Exception {
        try (PeerStore store = store(kind)) {
            store.answer(purchase(0, 1, LIMIT), NOW);

            assertEquals(Reason.INSUFFICIENT_FUNDS, store.answer(purchase(0, 2, 1), NOW).reason());
            assertEquals(
                    Reason.CARD_UNKNOWN,
                    store.answer(request("0100", UNKNOWN_PAN, 3, 1, ""), NOW).reason());
            assertEquals(List.of(LIMIT, LIMIT, 3L, 2L, 1L), booked());
        }
    }

    private List<Long> booked() throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BOOKED)) {
            row.next();
            return List.of(
                    row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
    }

    private static AuthorizationRequest purchase(int card, int stan, long amount) {
        return request("0100", SeededCards.pan(card), stan, amount, "");
    }

    private static AuthorizationRequest reversal(int card, int stan, int original) {
        String de90 = "0100%06d%s%s".formatted(original, SENT_AT, "00000123456" + "0".repeat(11));
        return request("0400", SeededCards.pan(card), stan, 400, de90);
    }

    private static AuthorizationRequest request(
            String mti, String pan, int stan, long amount, String original) {
        Message.Builder message =
                Message.builder(mti)
                        .secret(2, pan)
                        .text(3, "000000")
                        .text(4, "%012d".formatted(amount))
                        .text(7, SENT_AT)
                        .text(11, "%06d".formatted(stan))
                        .text(18, "5411")
                        .text(32, "123456")
                        .text(37, "R%011d".formatted(stan))
                        .text(41, "T0000001")
                        .text(42, "M00000000000001")
                        .text(49, "392");
        if (!original.isEmpty()) {
            message.text(90, original);
        }
        ReadResult read =
                new MessageReader(LocalVault.open())
                        .read("default", Dialect.iso87Ascii(), message.build(), NOW);
        return ((ReadResult.Readable) read).request();
    }
}
