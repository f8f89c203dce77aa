package io.kessai.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hold holds, whatever happens to it in whatever order. */
class HoldTest {
    private static final long MOST = 999_999_999_999L;

    /** Something that happens to a hold; its amount is cut to what the hold allows. */
    record Event(String kind, long amount) {

        Hold happen(Hold hold) {
            long within = Math.min(amount, hold.remaining());
            return switch (kind) {
                case "increment" -> hold.with(HoldTerm.INCREMENTED, amount);
                case "advice" -> {
                    long change = hold.changeToTotal(amount);
                    yield hold.with(
                            change < 0 ? HoldTerm.LOWERED : HoldTerm.RAISED, Math.abs(change));
                }
                case "reversal" -> hold.reversedTo(amount);
                case "clearing" -> hold.with(HoldTerm.CLEARED, within);
                case "release" -> hold.with(HoldTerm.RELEASED, hold.remaining());
                case "expiry" -> hold.with(HoldTerm.EXPIRED, hold.remaining());
                default -> throw new IllegalArgumentException(kind);
            };
        }
    }

    @Provide
    Arbitrary<List<Event>> lives() {
        Arbitrary<String> kinds =
                Arbitraries.of("increment", "advice", "reversal", "clearing", "release", "expiry");
        return Combinators.combine(kinds, Arbitraries.longs().between(0, MOST))
                .as(Event::new)
                .list()
                .ofMaxSize(30);
    }

    @Property
    void noTermEverShrinksAndWhatRemainsIsTheirSum(
            @ForAll @LongRange(max = MOST) long authorized, @ForAll("lives") List<Event> life) {
        Hold hold = Hold.of(authorized);
        for (Event event : life) {
            Hold after = event.happen(hold);
            for (int term = 0; term < 8; term++) {
                assertTrue(terms(after)[term] >= terms(hold)[term], event + " of " + hold);
            }
            hold = after;
            long[] t = terms(hold);
            long sum = t[0] + t[1] + t[2] - t[3] - t[4] - t[5] - t[6] - t[7];
            assertEquals(sum, hold.remaining());
            assertTrue(sum >= 0, hold::toString);
        }
    }

    @Property
    void anAdviceSetsTheTotalLessWhatWasCleared(
            @ForAll("lives") List<Event> life, @ForAll @LongRange(max = MOST) long total) {
        Hold hold = Hold.of(1000);
        for (Event event : life) {
            hold = event.happen(hold);
        }
        Hold after = new Event("advice", total).happen(hold);
        assertEquals(Math.max(0, total - hold.cleared()), after.remaining());
    }

    @Property
    void aReversalNeverRaisesAndNeverGoesBelowItsTarget(
            @ForAll("lives") List<Event> life, @ForAll @LongRange(max = MOST) long target) {
        Hold hold = Hold.of(1000);
        for (Event event : life) {
            hold = event.happen(hold);
        }
        long after = hold.reversedTo(target).remaining();
        assertTrue(after <= hold.remaining());
        assertEquals(Math.min(hold.remaining(), Math.max(0, target - hold.cleared())), after);
    }

    @Property
    void reversalsInAnyOrderEndInTheSame(
            @ForAll @LongRange(max = MOST) long authorized,
            @ForAll List<@LongRange(max = MOST) Long> targets,
            @ForAll Random random) {
        Hold straight = Hold.of(authorized);
        for (long target : targets) {
            straight = straight.reversedTo(target);
        }
        Hold shuffled = Hold.of(authorized);
        for (int at : random.ints(3L * targets.size(), 0, Math.max(1, targets.size())).toArray()) {
            shuffled = shuffled.reversedTo(targets.get(at));
        }
        for (long target : targets.reversed()) {
            shuffled = shuffled.reversedTo(target);
        }
        assertEquals(straight, shuffled);
    }

    @ParameterizedTest(name = "{0} held, {1} cleared, reversed to {2}: {3} released")
    @CsvSource({
        "1000,    0,    0, 1000",
        "1000,    0,  600,  400",
        "1000,    0, 1000,    0",
        "1000,    0, 1001,    0",
        "1000,  300,    0,  700",
        "1000,  300,  600,  400",
        "1000,  600,  600,  400",
        "1000,  700,  600,  300",
        "1000, 1000,    0,    0",
    })
    void aReversalReleasesWhatRemainsAboveItsTarget(
            long authorized, long cleared, long target, long released) {
        Hold hold = Hold.of(authorized).with(HoldTerm.CLEARED, cleared);
        assertEquals(released, hold.releasedByReversalTo(target));
    }

    @ParameterizedTest
    @CsvSource({
        "-1,0,0,0,0,0,0,0", "1,-1,0,0,0,0,0,0", "1,0,-1,0,0,0,0,0", "1,0,0,-1,0,0,0,0",
        "1,0,0,0,-1,0,0,0", "1,0,0,0,0,-1,0,0", "1,0,0,0,0,0,-1,0", "1,0,0,0,0,0,0,-1",
        "1,0,0,2,0,0,0,0", "1,0,0,0,2,0,0,0", "1,0,0,0,0,2,0,0", "1,0,0,0,0,0,2,0",
        "1,0,0,0,0,0,0,2", "5,0,0,1,1,2,1,1",
    })
    void aHoldThatCannotBeIsRefused(
            long a, long i, long up, long down, long rev, long c, long rel, long e) {
        assertThrows(
                IllegalArgumentException.class, () -> new Hold(a, i, up, down, rev, c, rel, e));
    }

    @Test
    void aHoldNeverOverflowsInSilence() {
        long half = Long.MAX_VALUE / 2 + 1;
        assertThrows(
                ArithmeticException.class, () -> Hold.of(half).with(HoldTerm.INCREMENTED, half));
        assertThrows(
                ArithmeticException.class,
                () ->
                        new Hold(
                                Long.MAX_VALUE,
                                Long.MAX_VALUE,
                                Long.MAX_VALUE,
                                Long.MAX_VALUE,
                                0,
                                0,
                                0,
                                0));
    }

    @Test
    void aTermNeverShrinks() {
        for (HoldTerm term : HoldTerm.values()) {
            assertThrows(
                    IllegalArgumentException.class, () -> Hold.NONE.with(term, -1), term.name());
        }
    }

    private static long[] terms(Hold hold) {
        return new long[] {
            hold.authorized(),
            hold.incremented(),
            hold.raised(),
            hold.lowered(),
            hold.reversed(),
            hold.cleared(),
            hold.released(),
            hold.expired()
        };
    }
}
