package io.kessai.clearing.post;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.domain.Currency;
import io.kessai.domain.Direction;
import io.kessai.domain.Hold;
import io.kessai.domain.HoldTerm;
import io.kessai.domain.LedgerAccount;
import io.kessai.domain.PostingLine;
import io.kessai.domain.clearing.Outcome;
import io.kessai.domain.clearing.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a record says and however the books stand, money is neither made nor lost. */
class PostingPropertiesTest {

    private static final Set<Outcome> MATCHED =
            Set.of(Outcome.MATCHED, Outcome.MATCHED_WITH_DIFFERENCE);

    @Property
    void lines_sum_to_zero_in_each_currency(
            @ForAll("records") BookableRecord sent,
            @ForAll("findings") Finding found,
            @ForAll("standings") Standing standing) {
        Map<Currency, Long> sums = new HashMap<>();
        for (PostingLine line : PostingRules.book(sent, found, standing).lines()) {
            sums.merge(line.amount().currency(), line.signed().minorUnits(), Long::sum);
        }
        assertTrue(sums.values().stream().allMatch(sum -> sum == 0), sums::toString);
    }

    @Property
    void the_hold_stays_a_hold_and_what_is_booked_is_cleared_or_over(
            @ForAll("records") BookableRecord sent,
            @ForAll("findings") Finding found,
            @ForAll("standings") Standing standing) {
        Booking booking = PostingRules.book(sent, found, standing);
        Hold after =
                standing.hold()
                        .with(HoldTerm.CLEARED, booking.cleared())
                        .with(HoldTerm.RELEASED, booking.released());
        assertTrue(after.remaining() >= 0);
        if (MATCHED.contains(booking.outcome()) && sent.direction() == Direction.DEBIT) {
            assertEquals(-booking.effectOnPosted(), booking.cleared() + booking.over());
            assertTrue(booking.over() == 0 || after.remaining() == 0);
            assertTrue(booking.released() == 0 || after.remaining() == 0);
        } else {
            assertEquals(standing.hold(), after);
            assertEquals(0, booking.over());
        }
    }

    @Property
    void a_reversal_never_gives_more_than_its_presentment_took(
            @ForAll("records") BookableRecord sent, @ForAll("standings") Standing standing) {
        long before = standing.presentmentEffect();
        long after =
                before
                        + PostingRules.book(sent, new Finding(Verdict.REVERSAL, 0, false), standing)
                                .effectOnPosted();
        assertTrue(Math.abs(after) <= Math.abs(before));
        assertTrue(Long.signum(after) * Long.signum(before) >= 0);
    }

    @Property
    void settlement_moves_by_what_the_network_settles_unless_it_is_left_out(
            @ForAll("records") BookableRecord sent,
            @ForAll("findings") Finding found,
            @ForAll("standings") Standing standing) {
        long settled =
                PostingRules.book(sent, found, standing).lines().stream()
                        .filter(line -> line.account() == LedgerAccount.SETTLEMENT)
                        .mapToLong(line -> -line.signed().minorUnits())
                        .sum();
        long sign = sent.direction() == Direction.CREDIT ? 1 : -1;
        long expected =
                found.verdict() == Verdict.COLLECTION_ONLY
                        ? 0
                        : sign * sent.settlementMoney().map(money -> money.minorUnits()).orElse(0L);
        assertEquals(expected, settled);
    }

    @Provide
    Arbitrary<BookableRecord> records() {
        Arbitrary<Integer> sequence = Arbitraries.integers().between(0, 3);
        return Combinators.combine(
                        Arbitraries.of(Direction.class),
                        money(),
                        money(),
                        money(),
                        Arbitraries.of(true, false),
                        sequence,
                        sequence)
                .as((d, t, b, s, f, nn, mm) -> new BookableRecord(d, t, b, s, f, nn, mm, ""));
    }

    private static Arbitrary<RecordAmount> money() {
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.just(0L), Arbitraries.longs().between(0, 1_000_000)),
                        Arbitraries.of(0, 392, 392, 392, 840, 998))
                .as((amount, currency) -> new RecordAmount(currency == 0 ? 0 : amount, currency));
    }

    @Provide
    Arbitrary<Finding> findings() {
        return Combinators.combine(
                        Arbitraries.of(Verdict.class),
                        Arbitraries.longs().between(-1_000_000, 1_000_000),
                        Arbitraries.of(true, false))
                .as(Finding::new);
    }

    @Provide
    Arbitrary<Standing> standings() {
        return Combinators.combine(
                        Arbitraries.of(0, 392, 392, 840),
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.integers().between(1, 3).set(),
                        Arbitraries.longs().between(-1_000_000, 1_000_000))
                .as((c, held, nn, effect) -> new Standing(c, Hold.of(held), nn, effect));
    }
}
