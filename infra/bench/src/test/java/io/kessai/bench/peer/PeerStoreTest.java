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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

    private static final String BOOKED_BY_PROTOTYPE =
            """
            select (select sum(credit_limit) from accounts)
                       - (select sum(available) from three_tables.accounts),
                   (select coalesce(sum(amount), 0) from three_tables.holds),
                   (select count(*) from three_tables.journal),
                   (select count(*) from three_tables.holds)""";

    private final DatabaseEndpoint database = TestDatabase.shared().createFromTemplate();

    private BatchStore store(PeerKind kind) throws SQLException, InterruptedException {
        new CardSeed(database, LocalVault.open(), _ -> {}).write(new Fleet(40, 1, LIMIT, "392"));
        if (kind == PeerKind.THREE_TABLES) {
            ThreeTables.create(database);
        }
        return PeerServer.store(kind, database);
    }

    private static Answer ask(BatchStore store, AuthorizationRequest request) throws SQLException {
        return store.answer(List.of(new Asked(request, NOW))).getFirst();
    }

    @ParameterizedTest
    @EnumSource(names = "THREE_TABLES", mode = EnumSource.Mode.EXCLUDE)
    void holds_what_it_approves_and_gives_it_back(PeerKind kind) throws Exception {
        try (BatchStore store = store(kind)) {
            Answer approved = ask(store, purchase(0, 1, 400));
            assertEquals(Reason.APPROVED, approved.reason());
            assertEquals(List.of(400L, 400L, 1L, 1L, 0L), booked());

            assertEquals(approved, ask(store, purchase(0, 1, 400)));
            assertEquals(List.of(400L, 400L, 1L, 1L, 0L), booked());

            assertEquals(Reason.ACCEPTED, ask(store, reversal(0, 2, 1)).reason());
            assertEquals(List.of(0L, 0L, 2L, 1L, 1L), booked());

            assertEquals(Reason.ORIGINAL_UNKNOWN, ask(store, reversal(0, 3, 1)).reason());
            assertEquals(List.of(0L, 0L, 3L, 1L, 1L), booked());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "THREE_TABLES", mode = EnumSource.Mode.EXCLUDE)
    void declines_what_is_not_there(PeerKind kind) throws Exception {
        try (BatchStore store = store(kind)) {
            ask(store, purchase(0, 1, LIMIT));

            assertEquals(Reason.INSUFFICIENT_FUNDS, ask(store, purchase(0, 2, 1)).reason());
            assertEquals(
                    Reason.CARD_UNKNOWN,
                    ask(store, request("0100", UNKNOWN_PAN, 3, 1, "")).reason());
            assertEquals(List.of(LIMIT, LIMIT, 3L, 2L, 0L), booked());
        }
    }

    @Test
    void the_prototype_books_what_it_answers_too() throws Exception {
        try (BatchStore prototype = store(PeerKind.THREE_TABLES)) {
            List<Answer> together =
                    prototype.answer(
                            Stream.of(
                                            purchase(0, 1, 400),
                                            purchase(0, 1, 400),
                                            purchase(0, 2, 601),
                                            purchase(1, 3, 100),
                                            purchase(0, 4, 50),
                                            reversal(0, 5, 4),
                                            request("0100", UNKNOWN_PAN, 6, 1, ""))
                                    .map(request -> new Asked(request, NOW))
                                    .toList());
            assertEquals(
                    List.of(
                            Reason.APPROVED,
                            Reason.APPROVED,
                            Reason.INSUFFICIENT_FUNDS,
                            Reason.APPROVED,
                            Reason.APPROVED,
                            Reason.ACCEPTED,
                            Reason.CARD_UNKNOWN),
                    together.stream().map(Answer::reason).toList());
            assertEquals(together.get(0), together.get(1));
            assertEquals(List.of(500L, 500L, 6L, 3L), row(BOOKED_BY_PROTOTYPE));

            assertEquals(together.get(0), ask(prototype, purchase(0, 1, 400)));
            assertEquals(Reason.ACCEPTED, ask(prototype, reversal(0, 7, 1)).reason());
            assertEquals(Reason.ORIGINAL_UNKNOWN, ask(prototype, reversal(0, 8, 1)).reason());
            assertEquals(List.of(100L, 100L, 8L, 3L), row(BOOKED_BY_PROTOTYPE));
        }
    }

    private List<Long> booked() throws SQLException {
        return row(BOOKED);
    }

    private List<Long> row(String sql) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            List<Long> columns = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                columns.add(row.getLong(i));
            }
            return columns;
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
