package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.cryptography.IssuedCard;
import io.kessai.authorization.cryptography.ZoneKeyLogin;
import io.kessai.authorization.cryptography.ZoneKeys;
import io.kessai.authorization.cryptography.ZoneSample;
import io.kessai.authorization.message.Wire;
import io.kessai.domain.Pan;
import io.kessai.iso8583.Decoded;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.MessageCodec;
import io.kessai.iso8583.Subfields;
import io.kessai.local.FreePort;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.database.TestDatabase;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network changes the key of its PIN blocks: real sockets, a real PostgreSQL. */
@Timeout(60)
@Tag("database")
class KeyChangeTrafficTest {
    private static final VaultKeys VAULT = VaultKeys.development();
    private static final String CONFIGURED_BLOCK = IssuedCard.pinBlock(IssuedCard.PIN);

    private final PanVault vault = new PanVault(VAULT);
    private final DatabaseEndpoint database = TestDatabase.shared().createFromTemplate();
    private final Tables tables = new Tables();
    private int stan;

    @BeforeEach
    void issue() throws SQLException {
        tables.run("insert into accounts (credit_limit, currency) values (100000, 392)");
        tables.run(
                """
                insert into cards (account_id, pan_key_version, expires, pan_token, pan_ciphertext,
                    first_six, last_four)
                select max(id), 1, '2029-12-31', '\\x%s', '\\x00', '999900', '0012' from accounts"""
                        .formatted(vault.token(Pan.of(IssuedCard.PAN).orElseThrow())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iso87-ascii",
                "iso87-binary",
                "iso93-ascii",
                "iso93-binary",
                "mastercard-cis"
            })
    void aRightCheckValueIsAccepted(String dialect) throws Exception {
        try (Server server = new Server(dialect, login())) {
            boolean is1993 = dialect.startsWith("iso93");
            assertEquals(is1993 ? "800" : "00", server.change(ZoneSample.FIRST_CHECK));
            assertEquals("00", server.code(server.echo()), "the link goes on");
        }
        assertEquals("103C5D", tables.text("select left(check_value, 6) from zone_keys"));
    }

    @Test
    void aPinUnderTheNewKeyIsRightFromTheAnswerOn() throws Exception {
        try (Server server = new Server("iso87-ascii", login())) {
            assertEquals("00", server.pay(CONFIGURED_BLOCK));
            assertEquals("00", server.change(ZoneSample.FIRST_CHECK));
            assertEquals("00", server.pay(block()));
            assertEquals("00", server.pay(CONFIGURED_BLOCK), "it was on its way");
            assertEquals("55", server.pay(IssuedCard.pinBlock("0000", ZoneSample.FIRST)));
        }
    }

    @Test
    void aWrongCheckValueIsRefusedAndTheOldKeyStays() throws Exception {
        try (Server server = new Server("iso87-ascii", login())) {
            assertEquals("12", server.change("103C5C"));
            assertEquals("55", server.pay(block()));
            assertEquals("00", server.pay(CONFIGURED_BLOCK));
        }
        assertEquals("0", tables.text("select count(*) from zone_keys"));
    }

    @Test
    void theKeyOutlivesARestartAndReachesTheServersBeside() throws Exception {
        try (Server beside = new Server("iso87-ascii", login())) {
            try (Server server = new Server("iso87-ascii", login())) {
                assertEquals("00", beside.pay(CONFIGURED_BLOCK));
                assertEquals("00", server.change(ZoneSample.FIRST_CHECK));
                assertEquals("00", beside.pay(block()));
            }
            try (Server again = new Server("iso87-ascii", login())) {
                assertEquals("00", again.pay(block()));
                assertEquals("00", again.change(ZoneSample.FIRST_CHECK), "a copy");
            }
        }
        assertEquals("1", tables.text("select count(*) from zone_keys"));
    }

    @Test
    void withoutTheDatabaseNoKeyIsAccepted() throws Exception {
        Login role = database.login(DatabaseRole.SERVER);
        ZoneKeyLogin nowhere =
                new ZoneKeyLogin(
                        "jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/kessai",
                        role.user(),
                        role.password(),
                        List.of("default"));
        try (Server server = new Server("iso87-ascii", nowhere)) {
            assertEquals("91", server.change(ZoneSample.FIRST_CHECK));
            assertEquals("00", server.code(server.echo()));
        }
        tables.run("revoke insert on zone_keys from kessai_server");
        try (Server server = new Server("iso87-ascii", login())) {
            assertEquals("91", server.change(ZoneSample.FIRST_CHECK), "what is not committed");
            assertEquals("00", server.pay(CONFIGURED_BLOCK));
        }
        tables.run("grant insert on zone_keys to kessai_server");
        try (Server server = new Server("iso87-ascii", login())) {
            assertEquals("00", server.change(ZoneSample.FIRST_CHECK), "sent again");
        }
    }

    @Test
    void noTableHoldsTheKeyOrWhatTheNetworkSent() throws Exception {
        try (Server server = new Server("iso87-ascii", login())) {
            server.change(ZoneSample.FIRST_CHECK);
            server.pay(block());
        }
        String everything = tables.everything();
        assertTrue(everything.contains("103C5D"), "all tables are read");
        for (String hidden : List.of(ZoneSample.FIRST, ZoneSample.FIRST_WRAPPED, block())) {
            assertFalse(everything.contains(hidden), "in clear");
            assertFalse(everything.contains(hex(hidden)), "as text in bytes");
        }
    }

    @Test
    void noLineOfTheLogHoldsTheKeyOrWhatTheNetworkSent() throws Exception {
        WrittenLog log = new WrittenLog();
        Logger all = Logger.getLogger("");
        all.addHandler(log);
        try (Server server = new Server("iso87-ascii", login())) {
            server.change("103C5C");
            server.change(ZoneSample.FIRST_CHECK);
            server.pay(block());
            server.pay(IssuedCard.pinBlock("0000", ZoneSample.FIRST));
        } finally {
            all.removeHandler(log);
        }
        String lines = log.lines.toString().toUpperCase(Locale.ROOT);
        assertTrue(lines.contains("ZONEKEYTAKEN"), "all lines are read");
        assertTrue(lines.contains("ZONEKEYREFUSED"), "all lines are read");
        for (String hidden : List.of(ZoneSample.FIRST, ZoneSample.FIRST_WRAPPED, block())) {
            assertFalse(lines.contains(hidden), "in clear");
        }
    }

    private static String hex(String text) {
        return HexFormat.of()
                .formatHex(text.getBytes(StandardCharsets.US_ASCII))
                .toUpperCase(Locale.ROOT);
    }

    private static String block() {
        return IssuedCard.pinBlock(IssuedCard.PIN, ZoneSample.FIRST);
    }

    private ZoneKeyLogin login() {
        Login role = database.login(DatabaseRole.SERVER);
        return new ZoneKeyLogin(
                database.url(), role.user(), role.password(), List.of("default", "acme"));
    }

    /** One server process, and the network's end of a connection to it. */
    private final class Server implements AutoCloseable {
        private final MessageCodec codec;
        private final InProcessServer server;
        private final Socket socket;

        Server(String dialect, ZoneKeyLogin login) throws IOException {
            codec = new MessageCodec(Dialect.builtIn(dialect).orElseThrow());
            ZoneKeys keys = ZoneSample.keys(login, VAULT);
            server =
                    InProcessServer.verifying(
                            database,
                            vault,
                            codec.dialect(),
                            keys,
                            ZoneSample.verification(keys),
                            ZoneSample.changes(keys));
            socket = new Socket("127.0.0.1", server.addresses(1).getFirst().port());
            socket.setSoTimeout(20_000);
        }

        /** DE39 of the answer to a key change that brings the first key. */
        String change(String check) throws IOException {
            Message.Builder change = management("101");
            if (codec.dialect().name().equals("mastercard-cis")) {
                String block = "PK0102" + ZoneSample.FIRST_WRAPPED + check;
                change.subfields(48, Subfields.builder().secret(11, block).build());
            } else {
                change.text(48, ZoneSample.sent(ZoneSample.FIRST_WRAPPED, check));
            }
            return ask(change.build()).text(39).orElseThrow();
        }

        Message echo() throws IOException {
            return ask(management("301").build());
        }

        /** DE39 of 1987. */
        String code(Message answer) {
            return codec.dialect().edition().inTermsOf1987(answer).text(39).orElseThrow();
        }

        /** DE39 of the answer to a purchase with this PIN block. */
        String pay(String block) throws IOException {
            String words =
                    "11=%06d; 37=%012d; 49=392; 22=901; 35=%s; 52=%s"
                            .formatted(++stan, stan, IssuedCard.stripe(), block);
            return ask(Wire.message("iso87-ascii", "0100", words)).text(39).orElseThrow();
        }

        private Message.Builder management(String function) {
            return Message.builder("0800")
                    .text(7, "1121030000")
                    .text(11, "%06d".formatted(++stan))
                    .text(70, function);
        }

        private Message ask(Message message) throws IOException {
            byte[] payload = codec.encode(codec.dialect().edition().written(message));
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(payload.length);
            out.write(payload);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            Decoded answer = codec.decode(in.readNBytes(in.readUnsignedShort()));
            return ((Decoded.Ok) answer).message();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            server.close();
        }
    }

    /** The database as its owner sees it. */
    private final class Tables {
        void run(String sql) throws SQLException {
            try (Connection connection = superuser();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        String text(String sql) throws SQLException {
            try (Connection connection = superuser();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                return row.next() ? row.getString(1) : "";
            }
        }

        /** Every row of every table, bytes in hex, in upper case. */
        String everything() throws SQLException {
            String names =
                    text(
                            """
                            select string_agg(relname, ' ')
                            from pg_class
                            where relnamespace = 'public'::regnamespace and relkind = 'r'""");
            StringBuilder rows = new StringBuilder();
            for (String name : names.split(" ")) {
                String select = "select coalesce(upper(string_agg(t::text, ' ')), '') from %s t";
                rows.append(text(select.formatted(name)));
            }
            return rows.toString();
        }

        private Connection superuser() throws SQLException {
            return TestDatabase.shared().superuser(database).connect(DatabaseRole.MIGRATIONS);
        }
    }

    /** Every line with its fields and its fault, as any thread writes it. */
    private static final class WrittenLog extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            String fields = line instanceof ExtLogRecord event ? event.getMdcCopy().toString() : "";
            lines.add(line.getMessage() + " " + fields + " " + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
