package io.kessai.clearing.expire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.books.AccountLocks;
import io.kessai.clearing.post.NightBooks;
import io.kessai.clearing.run.Pace;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Open holds come under another policy by this command alone, as if it had decided at approval. */
@Tag("database")
class ApplyPolicyTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    /** The last day of what {@link NightBooks#authorize} holds. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    private static final int SHIPPED = 3;

    private static final String MINE =
            """
            insert into hold_policies (version, rules) values (4, 'version 4
            long | visa | * | * | * | * | 30 | asked
            short | * | 5411 | * | * | * | 1 | asked
            anything-else | * | * | * | * | * | 7 | asked
            ')\
            """;

    private static final String HOLDS =
            "select id, expires_on, policy_version from authorizations order by id";

    @Test
    void aHoldEndsAsIfThePolicyHadDecidedAtItsApproval() throws SQLException {
        try (NightBooks books = new NightBooks(2)) {
            books.authorize(1, 8, 2, 1000);
            circumstances(books);
            List<String> before = books.content();
            ApplyPolicy policy = new ApplyPolicy(books.batch(), TOKYO);
            PolicyChange expected = new PolicyChange(8, 2, 3, 1);
            assertEquals(expected, policy.run(SHIPPED, TODAY, true, Pace.full()));
            assertEquals(
                    List.of("1"),
                    books.rows("select distinct policy_version from authorizations"),
                    "a dry run changes nothing");
            assertEquals(expected, policy.run(SHIPPED, TODAY, false, Pace.full()));
            assertEquals(
                    List.of(
                            "1 2026-11-25 3", // Visa, card present
                            "2 2026-11-30 3", // Visa, over a network
                            "3 2026-12-20 3", // Visa, a hotel
                            "4 2026-12-20 3", // Mastercard, pre-authorized
                            "5 2026-11-27 3", // Mastercard
                            "6 2026-11-28 3", // fuel: the days count from held_from
                            "7 2026-11-27 3", // Visa, by mail
                            "8 2026-11-27 3"), // of no scheme that rules know
                    books.rows(HOLDS));
            assertEquals(before, books.content(), "what is held stays as it is");
            assertEquals(List.of(), books.broken());
        }
    }

    /** Sets what the server stores at approval; the rest is a Visa purchase of 2026-11-20. */
    private static void circumstances(NightBooks books) throws SQLException {
        books.run(
                """
                update authorizations set held_from = '2026-11-20', asked = 1000, mcc = '5411',
                    scheme = 'visa';
                update authorizations set presence = 'card-present' where id = 1;
                update authorizations set presence = 'e-commerce' where id = 2;
                update authorizations set mcc = '7011' where id = 3;
                update authorizations set scheme = 'mastercard', is_pre_authorization = true
                where id = 4;
                update authorizations set scheme = 'mastercard' where id = 5;
                update authorizations set mcc = '5542', asked = 1, held_from = '2026-11-27',
                    expires_on = '2026-12-04'
                where id = 6;
                update authorizations set scheme = 'other' where id = 8\
                """);
    }

    @Test
    void againItChangesNothing() throws SQLException {
        try (NightBooks books = new NightBooks(3)) {
            books.authorize(1, 30, 3, 1000);
            books.run(MINE + "; update authorizations set mcc = '5411' where id <= 10");
            ApplyPolicy policy = new ApplyPolicy(books.batch(), TOKYO);
            assertEquals(new PolicyChange(30, 10, 0, 10), policy.run(4, TODAY, false, Pace.full()));
            List<String> after = books.rows(HOLDS);
            assertEquals(PolicyChange.NONE, policy.run(4, TODAY, false, Pace.full()));
            assertEquals(PolicyChange.NONE, policy.run(4, TODAY, true, Pace.full()));
            assertEquals(after, books.rows(HOLDS));
            assertEquals(
                    new PolicyChange(30, 0, 10, 0),
                    policy.run(1, TODAY, false, Pace.full()),
                    "and back");
            assertEquals(
                    List.of("2026-11-27"),
                    books.rows("select distinct expires_on from authorizations"));
        }
    }

    @Test
    void onlyOpenHoldsAreTouched() throws SQLException {
        try (NightBooks books = new NightBooks(1)) {
            books.authorize(1, 3, 1, 1000);
            new ExpireHolds(books.batch()).run(TODAY.plusDays(1), false, Pace.full());
            books.authorize(4, 4, 1, 1000);
            assertEquals(
                    1,
                    new ApplyPolicy(books.batch(), TOKYO)
                            .run(SHIPPED, TODAY, false, Pace.full())
                            .holds());
            assertEquals(
                    List.of("1 1", "2 1", "3 1", "4 3"),
                    books.rows("select id, policy_version from authorizations order by id"));
        }
    }

    @Test
    void whatIsDueUnderThePolicyIsWhatExpiresNext() throws SQLException {
        try (NightBooks books = new NightBooks(2)) {
            books.authorize(1, 6, 2, 1000);
            books.run(MINE + "; update authorizations set mcc = '5411' where id <= 2");
            ApplyPolicy policy = new ApplyPolicy(books.batch(), TOKYO);
            LocalDate day = LocalDate.of(2026, 11, 22);
            long due = policy.run(4, day, false, Pace.full()).due();
            assertEquals(
                    List.of(new ExpiryTotal(392, due, 1000 * due)),
                    new ExpireHolds(books.batch()).run(day, false, Pace.full()));
            assertEquals(2, due);
            assertEquals(List.of(), books.broken());
        }
    }

    /** Their days count from approval in the programme's zone, of the amount approved. */
    @Test
    void holdsFromBeforeTheFactsWereKeptAreRuledByWhatThereIs() throws SQLException {
        try (NightBooks books = new NightBooks(1)) {
            books.authorize(1, 2, 1, 1);
            books.run(
                    """
                    update authorizations set mcc = '5541', decided_at = '2026-11-20 14:59:59Z'
                    where id = 1;
                    update authorizations set mcc = '5541', decided_at = '2026-11-20 15:00:00Z'
                    where id = 2\
                    """);
            new ApplyPolicy(books.batch(), TOKYO).run(SHIPPED, TODAY, false, Pace.full());
            assertEquals(List.of("1 2026-11-21 3", "2 2026-11-22 3"), books.rows(HOLDS));
        }
    }

    @Test
    void moreThanAChunkIsDoneInChunks() throws SQLException {
        try (NightBooks books = new NightBooks(7)) {
            books.authorize(1, 1201, 7, 10);
            PolicyChange change =
                    new ApplyPolicy(books.batch(), TOKYO).run(SHIPPED, TODAY, false, Pace.full());
            assertEquals(1201, change.holds());
            assertEquals(
                    List.of("1201"),
                    books.rows("select count(*) from authorizations where policy_version = 3"));
        }
    }

    @Test
    void anAccountInUseIsWaitedForAndReadAgainBehindItsLock() throws Exception {
        try (NightBooks books = new NightBooks(1);
                Connection lane = books.batch().open()) {
            books.authorize(1, 1, 1, 1000);
            lane.setAutoCommit(false);
            AccountLocks.lock(lane, List.of(1L));
            CompletableFuture<PolicyChange> applied =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return new ApplyPolicy(books.batch(), TOKYO)
                                            .run(SHIPPED, TODAY, false, Pace.full());
                                } catch (SQLException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            waitUntilBlocked(books);
            try (var release = lane.createStatement()) {
                release.execute("update authorizations set released = 1000 where id = 1");
            }
            lane.commit();
            assertEquals(PolicyChange.NONE, applied.get(), "it was released meanwhile");
            assertEquals(List.of("1 2026-11-27 1"), books.rows(HOLDS));
        }
    }

    private static void waitUntilBlocked(NightBooks books)
            throws SQLException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            String waiting =
                    books.rows(
                                    "select count(*) from pg_stat_activity where wait_event_type ="
                                            + " 'Lock' and datname = current_database()")
                            .getFirst();
            if (!waiting.equals("0")) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("nobody waits for the account");
    }

    @Test
    void aPolicyThatNoServerHasDecidedByIsRefused() throws SQLException {
        try (NightBooks books = new NightBooks(1)) {
            books.authorize(1, 1, 1, 1000);
            ApplyPolicy policy = new ApplyPolicy(books.batch(), TOKYO);
            for (boolean dryRun : new boolean[] {true, false}) {
                OperatingException refused =
                        assertThrows(
                                OperatingException.class,
                                () -> policy.run(9, TODAY, dryRun, Pace.full()));
                assertEquals(ErrorCode.CONFIGURATION_REFUSED, refused.code());
                assertTrue(String.valueOf(refused.getMessage()).contains("hold policy 9"));
            }
            assertEquals(List.of("1 2026-11-27 1"), books.rows(HOLDS));
        }
    }
}
