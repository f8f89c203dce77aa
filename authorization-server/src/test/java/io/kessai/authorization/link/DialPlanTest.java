package io.kessai.authorization.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which host is dialled next, and after what wait. */
class DialPlanTest {
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # case                           | hosts | what happens: f fails, s signed on | host and wait of each, milliseconds; ! ends a round
                    one host waits each time         | 1     | f f f f f f   | 0+1000! 0+2000! 0+4000! 0+8000! 0+10000! 0+10000!
                    others at once, then a wait      | 3     | f f f f f f f | 1+0 2+0 0+1000! 1+0 2+0 0+2000! 1+0
                    a lost connection waits a little | 1     | s s s         | 0+1000 0+1000 0+1000
                    signing on starts anew           | 1     | f f f s f f   | 0+1000! 0+2000! 0+4000! 0+1000 0+2000! 0+4000!
                    and with the first host          | 3     | f f s f f f   | 1+0 2+0 0+1000 1+0 2+0 0+2000!
                    """)
    void hostsAndWaitsAreThese(String name, int hosts, String happens, String expected) {
        DialPlan plan = DialPlan.start(hosts, BACKOFF);
        assertEquals(0, plan.host());
        StringBuilder told = new StringBuilder();
        for (String what : happens.split(" ")) {
            // By this chance a wait is its bound, to the millisecond.
            DialPlan.Next next =
                    what.equals("s") ? plan.afterSignedOn(0.9999) : plan.afterFailure(0.9999);
            plan = next.plan();
            told.append(plan.host()).append('+').append(next.delay().toMillis());
            told.append(next.isRoundOver() ? "! " : " ");
        }
        assertEquals(expected, told.toString().strip(), name);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 500",
        "0, 0.5, 750",
        "0, 0.999999, 1000",
        "1, 0, 1000",
        "1, 0.25, 1250",
        "4, 0, 5000",
        "4, 0.5, 7500",
        "63, 0, 5000",
        "1000000, 0.5, 7500",
    })
    void aWaitIsAtLeastHalfOfItsBoundAndChanceDecidesTheRest(
            int waits, double chance, long millis) {
        assertEquals(Duration.ofMillis(millis), BACKOFF.after(waits, chance));
    }

    @Test
    void noWaitIsLongerThanTheMostOrShorterThanHalfTheFirst() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long first = random.nextLong(1, 86_400_001);
            long max = random.nextLong(first, 86_400_001);
            Backoff backoff = new Backoff(Duration.ofMillis(first), Duration.ofMillis(max));
            long wait = backoff.after(random.nextInt(100), random.nextDouble()).toMillis();
            assertTrue(
                    wait >= first / 2 && wait <= max,
                    () -> "seed " + seed + ": " + wait + " of " + backoff);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    one:7000             | one       | 7000  | one:7000
                    ' 10.0.0.1:1 '       | 10.0.0.1  | 1     | 10.0.0.1:1
                    [::1]:65535          | ::1       | 65535 | [::1]:65535
                    net-1.acme.example:9 | net-1.acme.example | 9 | net-1.acme.example:9
                    """)
    void aHostIsItsNameAndItsPort(String text, String name, int port, String told) {
        NetworkHost host = new NetworkHost(name, port);
        assertEquals(Optional.of(host), NetworkHost.parse(text));
        assertEquals(told, host.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one",
                "one:",
                ":1",
                "one:0",
                "one:65536",
                "one:999999",
                "one:-1",
                "one:x",
                "::1:7000",
                "[::1]",
                "[]:1",
                "tcp://one:1",
                "one two:1",
                "one:1:2"
            })
    void whatIsNoHostAndPortIsNotRead(String text) {
        assertEquals(Optional.empty(), NetworkHost.parse(text));
    }

    @Test
    void aLinkCannotDialNobody() {
        DialLimits limits = new DialLimits(Duration.ZERO, Duration.ZERO, BACKOFF);
        assertThrows(
                IllegalArgumentException.class,
                () -> new LinkEnd.Dials(java.util.List.of(), limits, Optional.empty()));
    }
}
