package io.kessai.clearing.ingest;

import io.kessai.domain.Currency;
import io.kessai.ipm.ConversionRate;
import io.kessai.ipm.IpmMessage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The amounts of an IPM message in ISO 4217 minor units, whatever exponents its PDS 0148 says they
 * were sent with.
 *
 * @param isExact whether every amount could be rescaled without rounding
 * @param followsRate whether DE6 is DE4 × DE10 within a minor unit and a thousandth
 */
record IpmAmounts(
        SentMoney transaction,
        SentMoney settlement,
        SentMoney billing,
        boolean isExact,
        boolean followsRate) {

    private static final BigDecimal THOUSANDTH = new BigDecimal("0.001");

    static IpmAmounts of(IpmMessage sent) {
        Optional<SentMoney> transaction = money(sent, sent.amount(), sent.currency());
        Optional<SentMoney> settlement =
                money(sent, sent.reconciliationAmount(), sent.reconciliationCurrency());
        Optional<SentMoney> billing = money(sent, sent.billingAmount(), sent.billingCurrency());
        boolean exact = transaction.isPresent() && settlement.isPresent() && billing.isPresent();
        return new IpmAmounts(
                transaction.orElse(SentMoney.NONE),
                settlement.orElse(SentMoney.NONE),
                billing.orElse(SentMoney.NONE),
                exact,
                !exact || followsRate(transaction.get(), billing.get(), sent.billingRate()));
    }

    /** Why the record is an exception, where its amounts make it one. */
    Optional<RecordProblem> problem() {
        if (!isExact) {
            return Optional.of(RecordProblem.EXPONENT_INEXACT);
        }
        return followsRate ? Optional.empty() : Optional.of(RecordProblem.BILLING_AMOUNT_OFF_RATE);
    }

    /** Empty where the amount cannot be rescaled exactly; an unknown currency stays as sent. */
    private static Optional<SentMoney> money(
            IpmMessage sent, OptionalLong units, Optional<Currency> currency) {
        if (units.isEmpty() || currency.isEmpty()) {
            return Optional.of(new SentMoney(units.orElse(0), 0));
        }
        OptionalInt exponent = sent.additional().exponentOf(currency.get());
        BigDecimal exact =
                BigDecimal.valueOf(units.getAsLong(), exponent.orElse(currency.get().exponent()))
                        .movePointRight(currency.get().exponent());
        try {
            return Optional.of(new SentMoney(exact.longValueExact(), currency.get().numeric()));
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static boolean followsRate(
            SentMoney transaction, SentMoney billing, Optional<ConversionRate> rate) {
        Optional<Currency> from = Currency.ofNumeric(transaction.currency());
        Optional<Currency> to = Currency.ofNumeric(billing.currency());
        if (rate.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return true;
        }
        BigDecimal expected =
                BigDecimal.valueOf(transaction.units(), from.get().exponent())
                        .multiply(rate.get().value())
                        .movePointRight(to.get().exponent());
        BigDecimal allowed =
                expected.multiply(THOUSANDTH).add(BigDecimal.ONE).setScale(6, RoundingMode.UP);
        return expected.subtract(BigDecimal.valueOf(billing.units())).abs().compareTo(allowed) <= 0;
    }
}
