package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.RunningServer;
import io.kessai.grpc.card.v1.CardServiceGrpc;
import io.kessai.grpc.card.v1.CardServiceGrpc.CardServiceBlockingStub;
import io.kessai.grpc.card.v1.CardStatus;
import io.kessai.grpc.card.v1.IssueCardRequest;
import io.kessai.grpc.card.v1.OpenAccountRequest;
import io.kessai.grpc.card.v1.SetCardStatusRequest;
import io.kessai.iso8583.Message;
import io.kessai.local.FreePort;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.TestDatabase;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged server tells a network what people do to a card, a killed one after its start. */
@Tag("database")
class FileUpdatesIT {
    private static final LinkSettings SPOKEN = OpenLink.settings();

    private final DatabaseEndpoint database = TestDatabase.shared().createFromTemplate();
    private final int isoPort = FreePort.find();

    private RunningServer start() {
        RunningServer server =
                RunningServer.start(
                        database,
                        Map.of(
                                "KESSAI_PROFILE",
                                "local",
                                "KESSAI_ISO_PORT",
                                String.valueOf(isoPort),
                                "KESSAI_LINKS_FILE_UPDATES",
                                "true",
                                "KESSAI_FILE_UPDATES_POLL_INTERVAL",
                                "PT0.1S"));
        server.awaitReady();
        return server;
    }

    @Test
    void whatPeopleBlockGoesOutUntilTheNetworkAcceptsIt() throws Exception {
        try (RunningServer server = start()) {
            block(CardServiceGrpc.newBlockingStub(server.channel()));
            assertEquals(1, waiting());
        }
        try (RunningServer again = start();
                Peer network = new Peer(new Socket("127.0.0.1", isoPort), SPOKEN)) {
            Message told = network.receive();
            assertEquals("0302", told.mti().toString());
            assertEquals("1", told.text(91).orElseThrow());
            assertTrue(told.has(2));
            network.send(Message.builder("0312").echo(told, 2, 7, 11).text(39, "00").build());
            long end = System.nanoTime() + 10_000_000_000L;
            while (waiting() > 0 && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            assertEquals(0, waiting());
            assertTrue(again.get("/q/metrics").body().contains("kessai_file_updates_answers"));
        }
    }

    private static void block(CardServiceBlockingStub cards) {
        long account =
                cards.openAccount(
                                OpenAccountRequest.newBuilder()
                                        .setRequestId("account")
                                        .setCurrency("JPY")
                                        .setCreditLimit(100)
                                        .build())
                        .getAccount()
                        .getAccountId();
        long card =
                cards.issueCard(
                                IssueCardRequest.newBuilder()
                                        .setRequestId("card")
                                        .setAccountId(account)
                                        .setExpires("2039-12")
                                        .setStatus(CardStatus.CARD_STATUS_ACTIVE)
                                        .build())
                        .getCard()
                        .getCardId();
        cards.setCardStatus(
                SetCardStatusRequest.newBuilder()
                        .setRequestId("block")
                        .setCardId(card)
                        .setStatus(CardStatus.CARD_STATUS_BLOCKED)
                        .build());
    }

    private long waiting() throws SQLException {
        try (Connection connection =
                        TestDatabase.shared().superuser(database).connect(DatabaseRole.MIGRATIONS);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from file_updates where ended_at is null")) {
            row.next();
            return row.getLong(1);
        }
    }
}
