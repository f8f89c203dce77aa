package io.kessai.authorization.message;

import io.kessai.authorization.decide.SentAmount;
import io.kessai.iso8583.MinorUnits;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Amounts in minor units of ISO 4217, exactly, whatever units the network tells them in; the field
 * of one that cannot be told so is at fault.
 */
final class Rescaled {

    /** DE95, by which facts of all dialects that have units of their own tell what remains. */
    private static final int REPLACEMENT = 95;

    private Rescaled() {}

    static long units(MinorUnits network, int field, long amount, int currency)
            throws FieldException {
        return network.received(amount, currency)
                .orElseThrow(() -> new FieldException(field, "no whole minor units of ISO 4217"));
    }

    static SentAmount amount(MinorUnits network, int field, long amount, int currency)
            throws FieldException {
        return new SentAmount(units(network, field, amount, currency), currency);
    }

    /** What remains after a partial reversal, in the transaction's currency. */
    static OptionalLong replacement(MinorUnits network, Optional<Long> amount, int currency)
            throws FieldException {
        return amount.isPresent()
                ? OptionalLong.of(units(network, REPLACEMENT, amount.get(), currency))
                : OptionalLong.empty();
    }

    /** The same in the currency of cardholder billing. */
    static Optional<SentAmount> billed(MinorUnits network, Optional<Long> amount, int currency)
            throws FieldException {
        return amount.isPresent()
                ? Optional.of(amount(network, REPLACEMENT, amount.get(), currency))
                : Optional.empty();
    }
}
