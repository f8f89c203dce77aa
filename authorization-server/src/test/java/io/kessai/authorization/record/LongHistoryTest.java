package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Names;
import io.kessai.authorization.decide.OriginalMessage;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.References;
import io.kessai.domain.MessageKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A card that has been used for ten years: what may be meant is loaded, its history is not. */
@Tag("database")
class LongHistoryTest {

    private static final String NETWORK_ID = "NETWORKID";
    private static final String CODE = "CODE12";

    private final RecordKit kit = RecordKit.fast();
    private final RecordKit.Card card = kit.card(10_000);
    private final Sent purchase = Sent.purchase(card.token(), 100);

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void anAcquirersConstantsDoNotLoadTenYears() throws Exception {
        kit.ask(kit.recorder(RecordKit.oneLane()), purchase);
        tenYearsOfEverything();
        AuthorizationRequest reversal = reversal(true, true, true, true);
        try (LaneConnection connection = LaneConnection.open(kit.endpoint(), RecordKit.PATIENT)) {
            int loaded =
                    new BatchReader(
                                    connection,
                                    RecordKit.TOKYO,
                                    new ControlsReader(RecordKit.TOKYO))
                            .load(List.of(submission(reversal)))
                            .authorizations(card.id())
                            .size();
            // Two of one network id, one of that second, and 30 days of DE37 and DE38.
            assertTrue(loaded >= 30 && loaded <= 35, "loaded " + loaded);
        }
    }

    @ParameterizedTest(name = "level {0}, {1} days old: {2}")
    @CsvSource({
        "1, 3650, ACCEPTED",
        "2, 3650, ACCEPTED",
        "3,   29, ACCEPTED",
        "3,   31, ORIGINAL_UNKNOWN",
        "4,   29, ACCEPTED",
        "4,   31, ORIGINAL_UNKNOWN",
    })
    void whatIsOpenIsFoundHoweverOldAsFarAsItsLevelReaches(int level, int days, Reason answer) {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        kit.ask(recorder, purchase);
        kit.column(
                """
                update authorizations
                set network_transaction_id = '%s', approval_code = '%s',
                    decided_at = decided_at - interval '%d days'"""
                        .formatted(NETWORK_ID, CODE, days));
        AuthorizationRequest reversal = reversal(level == 1, level == 2, level == 3, level == 4);

        Answer given = RecordKit.await(kit.send(recorder, reversal, Duration.ofMinutes(1)));

        assertEquals(answer, given.reason());
        assertEquals(answer == Reason.ACCEPTED ? 0 : 100, kit.held(card));
        kit.assertBooksAgree();
    }

    @Test
    void ofManyWithOneNetworkIdNoneIsMeantByIt() {
        Recorder recorder = kit.recorder(RecordKit.oneLane());
        kit.ask(recorder, purchase);
        kit.column("update authorizations set network_transaction_id = '" + NETWORK_ID + "'");
        tenYearsOfEverything();
        Answer given =
                RecordKit.await(
                        kit.send(
                                recorder,
                                reversal(true, true, false, false),
                                Duration.ofMinutes(1)));
        assertEquals(Reason.ACCEPTED, given.reason());
        assertEquals(
                2, kit.number("select original_level from hold_events where term = 'reversed'"));
    }

    /** Some senders give every message the same DE37, and there are few approval codes. */
    @ParameterizedTest
    @ValueSource(strings = {"rrn = 'SAME'", "approval_code = '111111'"})
    void whatOthersWereCalledIsNotReadThrough(String name) {
        kit.ask(kit.recorder(RecordKit.oneLane()), purchase);
        kit.column("update authorizations set rrn = 'SAME', approval_code = '111111'");
        RecordKit.Card other = kit.card(10_000);
        DeclinedRows.insert(
                kit,
                """
                select i, %d as account_id, %d as card_id, now() as decided_at, 'test' as network,
                       to_char(i, 'FM000000') as stan, '' as transmission, 'SAME' as rrn,
                       '' as terminal, '111111' as approval_code, '' as network_transaction_id
                from generate_series(1, 20000) as i"""
                        .formatted(other.accountId(), other.id()));
        kit.column("analyze authorizations");
        String read =
                kit
                        .column(
                                """
                                explain (analyze, buffers, costs off, timing off)
                                select id from authorizations where %s and card_id = %d"""
                                        .formatted(name, card.id()))
                        .stream()
                        .filter(line -> line.contains("Buffers: shared"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(read.matches(".*shared hit=\\d( .*|$)"), read);
    }

    /** A declined purchase a day, all with the numbers of this card's first. */
    private void tenYearsOfEverything() {
        DeclinedRows.insert(
                kit,
                """
                select i, a.account_id, a.card_id, d.decided_at, a.network, a.stan,
                       to_char(d.decided_at, 'MMDDHH24MISS') as transmission, a.rrn, a.terminal,
                       '%s' as approval_code, '%s' as network_transaction_id
                from authorizations a
                cross join generate_series(1, 3650) as i
                cross join lateral (
                    select now() - i * interval '1 day 1 second' as decided_at) as d"""
                        .formatted(CODE, NETWORK_ID));
    }

    private AuthorizationRequest reversal(
            boolean byNetworkId, boolean byOriginal, boolean byRrn, boolean byCode) {
        AuthorizationRequest plain = purchase.reversal().request();
        return new AuthorizationRequest(
                plain.kind(),
                plain.mti(),
                plain.isRepeat(),
                byRrn ? withRrn(plain) : plain.key(),
                plain.card(),
                plain.passesLuhn(),
                plain.payment(),
                plain.acceptor(),
                new References(
                        new Names(byNetworkId ? NETWORK_ID : "", "", ""),
                        "",
                        byOriginal ? named() : Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        byCode ? CODE : "",
                        "",
                        false,
                        false),
                plain.circumstances(),
                plain.findings(),
                plain.pointOfService());
    }

    private Optional<OriginalMessage> named() {
        return purchase.reversal().original();
    }

    private MessageKey withRrn(AuthorizationRequest reversal) {
        MessageKey key = reversal.key();
        return new MessageKey(
                key.network(),
                key.messageClass(),
                key.acquirer(),
                key.stan(),
                key.transmission(),
                purchase.request().key().rrn(),
                key.terminal(),
                key.transmittedOn());
    }

    private static Submission submission(AuthorizationRequest request) {
        return new Submission(
                request,
                Instant.now(),
                System.nanoTime() + Duration.ofMinutes(1).toNanos(),
                answer -> {});
    }
}
