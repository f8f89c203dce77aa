package io.kessai.local.network;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rates that the day is played at, and its own arithmetic of them (section 4). Of euros there
 * is none: they are spent only where the network bills them.
 */
public final class LoadedRates {

    /** What the issuer puts on top. */
    public static final BigDecimal MARKUP = new BigDecimal("0.025");

    private static final BigDecimal WHOLE = new BigDecimal("1.000");

    /** Of one whole unit, in whole units of the fleet's currency, by ISO 4217 numeric code. */
    private static final Map<String, BigDecimal> RATES =
            Map.of("840", new BigDecimal("155.25"), "414", new BigDecimal("505.55"));

    /** Decimals of the currencies that are not written with two. */
    private static final Map<String, Integer> EXPONENTS = Map.of("392", 0, "410", 0, "414", 3);

    private LoadedRates() {}

    /** The currencies that have a rate to this one. */
    public static List<String> currencies(String home) {
        return RATES.keySet().stream().filter(code -> !code.equals(home)).sorted().toList();
    }

    /** Of one whole unit of a currency that has a rate. */
    public static BigDecimal rate(String currency) {
        return Optional.ofNullable(RATES.get(currency)).orElseThrow();
    }

    /** Whether amounts in it may be converted. */
    static boolean has(String currency) {
        return RATES.containsKey(currency);
    }

    /** Minor units of the home currency that are held of an amount; nothing without a rate. */
    static Optional<Long> held(String currency, long amount, String home, Rules rules) {
        if (!has(currency) || currency.equals(home)) {
            return Optional.empty();
        }
        if (!rules.hold(Rule.LOADED_RATE_IS_HELD)) {
            return Optional.of(amount);
        }
        BigDecimal factor = rules.hold(Rule.MARKUP_IS_ADDED) ? WHOLE.add(MARKUP) : WHOLE;
        int shift =
                rules.hold(Rule.CONVERSION_REGARDS_EXPONENTS)
                        ? exponent(home) - exponent(currency)
                        : 0;
        RoundingMode mode =
                rules.hold(Rule.CONVERSION_IS_ROUNDED_HALF_UP)
                        ? RoundingMode.HALF_UP
                        : RoundingMode.DOWN;
        return Optional.of(
                converted(currency, amount, shift, factor).setScale(0, mode).longValueExact());
    }

    /** What a network bills of an amount at the plain rate, times a thousandth share. */
    public static long billed(String currency, long amount, String home, long thousandths) {
        int shift = exponent(home) - exponent(currency) - 3;
        return converted(currency, amount, shift, BigDecimal.valueOf(thousandths))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static BigDecimal converted(
            String currency, long amount, int shift, BigDecimal factor) {
        return BigDecimal.valueOf(amount)
                .multiply(rate(currency))
                .multiply(factor)
                .scaleByPowerOfTen(shift);
    }

    private static int exponent(String currency) {
        return EXPONENTS.getOrDefault(currency, 2);
    }
}
