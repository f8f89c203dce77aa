package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.RunningServer;
import io.kessai.iso8583.Message;
import io.kessai.local.FreePort;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.TestDatabase;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged server with a link that dials, and codes of its own, by environment alone. */
@Tag("database")
class DialledServerIT {
    private static final LinkSettings SPOKEN = OpenLink.settings();

    private static DatabaseEndpoint database;

    @BeforeAll
    static void prepare() throws Exception {
        database = TestDatabase.shared().createFromTemplate();
    }

    @Test
    void theNetworkIsSignedOnToServedWithItsCodesAndSignedOffFrom() throws Exception {
        int isoPort = FreePort.find();
        try (DialledNetwork network = new DialledNetwork();
                RunningServer server =
                        RunningServer.start(
                                database,
                                Map.of(
                                        "KESSAI_PROFILE",
                                        "local",
                                        "KESSAI_ISO_PORT",
                                        String.valueOf(isoPort),
                                        "KESSAI_LINKS_ACME_DIAL_HOSTS",
                                        network.host().toString(),
                                        "KESSAI_LINKS_ACME_RESPONSE_CODES",
                                        "VERIFIED=00,CARD_UNKNOWN=05",
                                        // The first message of a cold server on a busy machine.
                                        "KESSAI_FLOW_BUDGET",
                                        "PT20S",
                                        "KESSAI_FLOW_STORE_TIMEOUT",
                                        "PT10S"))) {
            server.awaitReady();
            try (Peer acme = network.acceptSignedOn(SPOKEN);
                    Peer other = new Peer(new Socket("127.0.0.1", isoPort), SPOKEN)) {
                assertEquals("05", codeOf(acme, 1));
                assertEquals("14", codeOf(other, 2));
                String metrics = server.get("/q/metrics").body();
                assertTrue(
                        metrics.contains(
                                "kessai_link_connections{link=\"acme\",state=\"signed-on\"} 1.0"),
                        metrics);
                server.close();
                assertEquals("002", acme.receive().text(70).orElseThrow());
                assertTrue(acme.isClosed());
            }
        }
    }

    @Test
    void codesThatCannotBeUsedAreRefusedInOneLine() throws Exception {
        Map<String, String> settings =
                Map.of("KESSAI_PROFILE", "local", "KESSAI_LINKS_RESPONSE_CODES", "NO_SUCH=05");
        try (RunningServer server = RunningServer.start(database, settings)) {
            assertEquals(1, server.awaitEnd());
            String line = "kessai.links.default.response-codes knows no reason NO_SUCH";
            assertEquals(
                    1,
                    server.printed().lines().filter(printed -> printed.contains(line)).count(),
                    server.printed());
        }
    }

    private static String codeOf(Peer peer, int stan) throws IOException {
        String now =
                DateTimeFormatter.ofPattern("MMddHHmmss")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now());
        Message purchase = Samples.purchase(stan).toBuilder().text(7, now).build();
        peer.send(purchase);
        return peer.receive().text(39).orElseThrow();
    }
}
