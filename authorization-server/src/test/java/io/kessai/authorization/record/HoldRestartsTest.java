package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.policy.HoldPolicyFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The days of a hold start again, on a real database. */
@Tag("database")
class HoldRestartsTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T03:00:00Z");

    private static final String DAYS =
            "select string_agg(format('%s to %s', held_from, expires_on), ', ' order by id)"
                    + " from authorizations";

    private final RecordKit kit = RecordKit.fast();
    private final RecordKit.Card card = kit.card(10_000);
    private final Sent first = Sent.purchase(card.token(), 1_000);
    private final Transactions lane =
            RecordKit.transactions(
                    HoldPolicyFile.policy(
                            "restarting",
                            """
                            version 9
                            restarts other
                            all | * | * | * | * | * | 5 | asked
                            """));
    private final LaneConnection session = open();

    @AfterEach
    void close() {
        session.close();
        kit.close();
    }

    @Test
    void anIncrementGivesItsHoldAsManyDaysAgain() throws Exception {
        decide(0, first, Sent.purchase(card.token(), 1));
        assertEquals("2026-11-16 to 2026-11-21, 2026-11-16 to 2026-11-21", kit.text(DAYS));
        decide(3, first.increment(300));
        assertEquals("2026-11-19 to 2026-11-24, 2026-11-16 to 2026-11-21", kit.text(DAYS));
        decide(3, first.increment(20));
        assertEquals("2026-11-19 to 2026-11-24, 2026-11-16 to 2026-11-21", kit.text(DAYS));
    }

    @Test
    void neverFewerDays() throws Exception {
        decide(3, first);
        decide(2, first.increment(300));
        assertEquals("2026-11-19 to 2026-11-24", kit.text(DAYS));
    }

    @Test
    void inOneBatchAsOneByOne() throws Exception {
        decide(0, first, first.increment(300));
        assertEquals("2026-11-16 to 2026-11-21", kit.text(DAYS));
    }

    @Test
    void whatHeldBeforeDaysWereCountedFromAnywhereHeldSeven() throws Exception {
        decide(0, first);
        kit.column("update authorizations set held_from = null, expires_on = '2026-11-23'");
        decide(2, first.increment(300));
        assertEquals("2026-11-18 to 2026-11-25", kit.text(DAYS));
    }

    private LaneConnection open() {
        try {
            return LaneConnection.open(kit.endpoint(), RecordKit.PATIENT);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void decide(int days, Sent... messages) throws Exception {
        List<Submission> submissions =
                java.util.Arrays.stream(messages)
                        .map(
                                message ->
                                        new Submission(
                                                message.request(),
                                                MONDAY.plus(Duration.ofDays(days)),
                                                System.nanoTime() + Duration.ofMinutes(1).toNanos(),
                                                answer -> {}))
                        .toList();
        lane.record(session, lane.decide(session, submissions));
    }
}
