package io.kessai.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.cryptography.IssuedCard;
import io.kessai.authorization.cryptography.KeyChanges;
import io.kessai.authorization.cryptography.Verification;
import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.link.AnswerPolicy;
import io.kessai.authorization.link.Delivery;
import io.kessai.authorization.link.InboundMessage;
import io.kessai.authorization.link.LinkEnd;
import io.kessai.authorization.link.LinkLimits;
import io.kessai.authorization.link.LinkSettings;
import io.kessai.authorization.message.MessageReader;
import io.kessai.authorization.message.Wire;
import io.kessai.authorization.record.LaneSettings;
import io.kessai.authorization.record.Recorder;
import io.kessai.authorization.record.StoreEndpoint;
import io.kessai.domain.Pan;
import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.FrameFormat;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.Subfields;
import io.kessai.local.database.DatabaseEndpoint;
import io.kessai.local.database.DatabaseRole;
import io.kessai.local.database.Login;
import io.kessai.local.database.TestDatabase;
import io.kessai.policy.HoldPolicyFile;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages with proofs through the whole flow, on a real PostgreSQL, with keys in memory. */
@Timeout(60)
@Tag("database")
class VerifiedTrafficTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final PanVault vault = new PanVault(VaultKeys.development());
    private final DatabaseEndpoint database = TestDatabase.shared().createFromTemplate();
    private final FlowMetrics metrics = new FlowMetrics(new SimpleMeterRegistry());
    private final Recorder recorder = recorder();
    private int stan;

    @BeforeEach
    void issue() throws SQLException {
        sql("insert into accounts (credit_limit, currency) values (100000, 392)");
        sql(
                """
                insert into cards (account_id, pan_key_version, expires, pan_token, pan_ciphertext,
                    first_six, last_four)
                select max(id), 1, '2029-12-31', '\\x%s', '\\x00', '999900', '0012' from accounts"""
                        .formatted(vault.token(Pan.of(IssuedCard.PAN).orElseThrow())));
        recorder.start();
    }

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void aGenuineChipIsApprovedOnceAndAnswered() throws Exception {
        try (Verification verification = IssuedCard.configured(Map.of())) {
            String chip = "22=051; 35=" + IssuedCard.chipTrack() + "; 55=";
            Message first = ask(verification, chip + IssuedCard.chip(28));
            assertEquals(Optional.of("00"), first.text(39));
            String answer = first.binary(55).map(Bytes::toHex).orElse("");
            assertTrue(answer.startsWith("910A") && answer.endsWith("3030"), answer);

            Message again = ask(verification, chip + IssuedCard.chip(28));
            assertEquals(Optional.of("05"), again.text(39));
            assertFalse(again.has(55));
            assertEquals(Optional.of("00"), ask(verification, chip + IssuedCard.chip(29)).text(39));
        }
        assertEquals(
                "APPROVED ATC_REPLAY APPROVED",
                text("select string_agg(reason, ' ' order by committed_at) from journal"));
    }

    @Test
    void eachFalseProofHasItsCode() throws Exception {
        try (Verification verification = IssuedCard.configured(Map.of())) {
            String stripe = IssuedCard.stripe();
            String copied = "22=901; 35=" + IssuedCard.chipTrack();
            assertEquals(Optional.of("82"), ask(verification, copied).text(39));
            String damaged = IssuedCard.chip(30).replace("000000004000", "000000000400");
            assertEquals(Optional.of("05"), ask(verification, "22=051; 55=" + damaged).text(39));
            String wrong = "22=901; 35=" + stripe + "; 52=" + IssuedCard.pinBlock("0000");
            String right = "22=901; 35=" + stripe + "; 52=" + IssuedCard.pinBlock(IssuedCard.PIN);
            assertEquals(Optional.of("00"), ask(verification, right).text(39));
            for (int i = 0; i < 3; i++) {
                assertEquals(Optional.of("55"), ask(verification, wrong).text(39));
            }
            assertEquals(Optional.of("75"), ask(verification, right).text(39));
        }
    }

    @Test
    void whatCannotBeVerifiedInTimeIsLeftToTheNetworkAndNotOnRecord() throws Exception {
        Map<String, String> noTime = Map.of("kessai.cryptography.calls-max", "0");
        try (Verification verification = IssuedCard.configured(noTime)) {
            String stripe = "22=901; 35=" + IssuedCard.stripe();

            assertEquals(Optional.of("91"), ask(verification, stripe).text(39));
            assertEquals(Optional.of("00"), ask(verification, "22=011").text(39));
        }
        assertEquals("1", text("select count(*) from journal"));
    }

    @Test
    void anAdviceIsNotVerified() throws Exception {
        try (Verification verification = IssuedCard.configured(Map.of())) {
            String copied = "22=901; 39=00; 35=" + IssuedCard.chipTrack();

            assertEquals(Optional.of("00"), ask(verification, "0120", copied).text(39));
        }
        assertEquals("ACCEPTED", text("select reason from journal"));
    }

    /** A repeat has the answer of record, and is told what its own value was found to be. */
    @Test
    void aPrintedValueIsAnsweredInTheWordsOfItsNetwork() throws Exception {
        try (Verification verification = IssuedCard.configured(Map.of())) {
            Message right = visa("0100", ++stan, IssuedCard.printed());
            Message approved = ask(verification, "visa-base1", right);
            assertEquals(Optional.of("00"), approved.text(39));
            assertEquals(Optional.of("         M"), approved.text(44));

            Message repeat = visa("0101", stan, falsePrinted());
            Message again = ask(verification, "visa-base1", repeat);
            assertEquals(approved.text(38), again.text(38));
            assertEquals(Optional.of("00"), again.text(39));
            assertEquals(Optional.of("         N"), again.text(44));

            Message wrong =
                    Wire.message("mastercard-cis", "0100", keyed(++stan)).toBuilder()
                            .subfields(48, Subfields.builder().secret(92, falsePrinted()).build())
                            .build();
            Message refused = ask(verification, "mastercard-cis", wrong);
            assertEquals(Optional.of("N7"), refused.text(39));
            assertEquals(
                    Optional.of(Subfields.builder().text(87, "N").build()), refused.subfields(48));
        }
    }

    @Test
    void aPrintedValueThatNobodyCanVerifyIsSaidToBeSo() throws Exception {
        Map<String, String> noKey = Map.of("kessai.cryptography.keys.card-value", "");
        try (Verification verification = IssuedCard.configured(noKey)) {
            Message answer =
                    ask(verification, "visa-base1", visa("0100", ++stan, IssuedCard.printed()));
            assertEquals(Optional.of("00"), answer.text(39));
            assertEquals(Optional.of("         P"), answer.text(44));
        }
    }

    private static Message visa(String mti, int stan, String printed) {
        return Wire.message("visa-base1", mti, keyed(stan)).toBuilder()
                .subfields(126, Subfields.builder().secret(10, "11 " + printed).build())
                .build();
    }

    /** By hand, as the expiry is part of what the value is made of. */
    private static String keyed(int stan) {
        return "11=%06d; 14=%s; 49=392".formatted(stan, IssuedCard.EXPIRY);
    }

    private static String falsePrinted() {
        return "%03d".formatted((Integer.parseInt(IssuedCard.printed()) + 1) % 1_000);
    }

    private Message ask(Verification verification, String fields) throws Exception {
        return ask(verification, "0100", fields);
    }

    private Message ask(Verification verification, String mti, String fields) throws Exception {
        String named = "11=%06d; 49=392; %s".formatted(++stan, fields);
        return ask(verification, "iso87-ascii", Wire.message("iso87-ascii", mti, named));
    }

    private Message ask(Verification verification, String dialect, Message message)
            throws Exception {
        AuthorizationFlow flow =
                new AuthorizationFlow(
                        new MessageReader(vault),
                        verification,
                        KeyChanges.refused(),
                        recorder,
                        LinkWriters.generic(),
                        metrics,
                        PATIENCE);
        Sent sent = new Sent(link(dialect), message, new CompletableFuture<>());
        flow.accept(sent);
        return sent.answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static LinkSettings link(String dialect) {
        return new LinkSettings(
                "test",
                "default",
                new LinkEnd.Listens("127.0.0.1", 0, Optional.empty()),
                Dialect.builtIn(dialect).orElseThrow(),
                FrameFormat.parse("2-byte").orElseThrow(),
                AnswerPolicy.GENERIC,
                new LinkLimits(1 << 20, 16, Duration.ofMinutes(5), Duration.ofSeconds(10)));
    }

    private Recorder recorder() {
        Login login = database.login(DatabaseRole.SERVER);
        return new Recorder(
                new StoreEndpoint(database.url(), login.user(), login.password()),
                new LaneSettings(
                        1,
                        256,
                        1_000,
                        PATIENCE,
                        PATIENCE.dividedBy(2),
                        Duration.ofMillis(50),
                        ZoneId.of("Asia/Tokyo")),
                new Decider(HoldPolicyFile.shipped()),
                ApprovalCodes::next,
                metrics);
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private Connection superuser() throws SQLException {
        return TestDatabase.shared().superuser(database).connect(DatabaseRole.MIGRATIONS);
    }

    private record Sent(LinkSettings link, Message message, CompletableFuture<Message> answer)
            implements InboundMessage {
        @Override
        public Instant arrivedAt() {
            return Instant.now();
        }

        @Override
        public long arrivedNanos() {
            return System.nanoTime();
        }

        @Override
        public void answer(Message response, Consumer<Delivery> outcome) {
            answer.complete(response);
            outcome.accept(Delivery.WRITTEN);
        }

        @Override
        public void discard() {
            answer.completeExceptionally(new AssertionError("discarded"));
        }
    }
}
