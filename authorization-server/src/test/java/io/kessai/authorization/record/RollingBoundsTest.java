package io.kessai.authorization.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.CardCounters;
import io.kessai.authorization.decide.ControlSet;
import io.kessai.domain.AccountStatus;
import io.kessai.domain.CardStatus;
import io.kessai.domain.Currency;
import io.kessai.domain.PanToken;
import io.kessai.domain.Product;
import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.ControlScope;
import io.kessai.domain.controls.ControlState;
import io.kessai.domain.controls.Spent;
import io.kessai.domain.controls.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rolling windows are summed up where a limit could refuse, and only there. */
class RollingBoundsTest {

    private static final CardRow CARD =
            new CardRow(
                    1,
                    2,
                    new PanToken(3, 4),
                    CardStatus.ACTIVE,
                    LocalDate.of(2030, 12, 31),
                    new CardCounters(0, 0, 0),
                    new ControlsInForce(0, 0));

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    /** Half past nine on a Saturday in the programme's zone. */
    private static final Instant NOW = Instant.parse("2026-11-21T00:30:00Z");

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private final LoadedState state = new LoadedState();

    RollingBoundsTest() {
        state.add(
                new AccountFunds(
                        2,
                        AccountStatus.ACTIVE,
                        Currency.ofNumeric(392).orElseThrow(),
                        1_000_000,
                        0,
                        0,
                        new Product("standard"),
                        CARD.inForce(),
                        CARD.inForce()));
        state.add(CARD);
        Usage usage =
                Usage.none(TODAY.minusDays(1))
                        .plus(TODAY.minusDays(1), Spent.of(500, 1, false))
                        .plus(TODAY, Spent.of(100, 1, true));
        state.add(UsageSubject.card(1), usage);
        state.add(UsageSubject.account(2), usage);
    }

    /** 100 of cash today, 500 yesterday; 50 are asked for, and 30 beside them. */
    @ParameterizedTest
    @CsvSource({
        // It began today: 100, and what the batch adds.
        "limit amount rolling 9h 180, 100",
        "limit amount rolling 9h 179, summed",
        "limit count rolling 9h 3, 100",
        "limit count rolling 9h 2, summed",
        // It began yesterday, in this week.
        "limit amount rolling 10h 680, 600",
        "limit amount rolling 10h 679, summed",
        // What the batch adds might be cash.
        "limit cash amount rolling 24h 180, 600",
        "limit cash amount rolling 24h 179, summed",
        "limit cash count rolling 24h 3, 600",
        "limit cash count rolling 24h 2, summed",
        // It began before this month.
        "limit amount rolling 90d 680, 600",
        // Another limit with the same window is nearer.
        "limit amount rolling 9h 1000; limit count rolling 9h 1, summed",
        // One with another window is not asked.
        "limit amount rolling 9h 1000; limit count rolling 24h 0; limit count day 0, 100",
    })
    void sumsUpWhereALimitIsNear(String rules, String expected) {
        assertEquals(expected, bound(rules, message(50), message(30)));
    }

    @Test
    void sumsUpWhereAnAmountIsNotKnownYet() {
        assertEquals("100", bound("limit amount rolling 9h 1000", message(50), message(30)));
        Submission abroad = submission(Abroad.in(840, Sent.purchase(CARD.token(), 1)));
        assertEquals("summed", bound("limit amount rolling 9h 1000", message(50), abroad));
    }

    @Test
    void sumsUpWhereNothingIsCountedYet() {
        LoadedState bare = new LoadedState();
        bare.add(state.account(2));
        bare.add(CARD);
        Submission message = message(50);
        RollingBounds bounds = new RollingBounds(List.of(message), bare, TOKYO);
        List<ControlSet> sets = sets("limit amount rolling 9h 1000");
        RollingSums.Measured window = RollingSums.measured(sets).iterator().next();
        assertTrue(bounds.enough(message, CARD, window, sets).isEmpty());
    }

    private String bound(String rules, Submission... batch) {
        List<ControlSet> sets = sets(rules.replace(';', '\n'));
        RollingBounds bounds = new RollingBounds(List.of(batch), state, TOKYO);
        RollingSums.Measured first = RollingSums.measured(sets).iterator().next();
        return bounds.enough(batch[0], CARD, first, sets)
                .map(spent -> Long.toString(spent.amount()))
                .orElse("summed");
    }

    private static List<ControlSet> sets(String rules) {
        return List.of(
                new ControlSet(
                        7,
                        ControlScope.CARD,
                        ControlState.ENFORCED,
                        (ControlRules) ControlRules.parse(rules)));
    }

    private static Submission message(long yen) {
        return submission(Sent.purchase(CARD.token(), yen).request());
    }

    private static Submission submission(AuthorizationRequest request) {
        return new Submission(request, NOW, Long.MAX_VALUE, _ -> {});
    }
}
