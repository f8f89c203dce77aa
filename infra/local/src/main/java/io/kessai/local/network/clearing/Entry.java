package io.kessai.local.network.clearing;

import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.domain.clearing.Outcome;
import java.util.Set;

/**
 * What must come of a record.
 *
 * @param posted signed change of the account's posted balance, minor units
 * @param released signed change of what the account holds, minor units, never above zero
 * @param exceptions which exceptions people must find for it
 */
public record Entry(Outcome outcome, long posted, long released, Set<ExceptionKind> exceptions) {

    static final Entry NON_FINANCIAL = new Entry(Outcome.NON_FINANCIAL, 0, 0, Set.of());

    public Entry {
        exceptions = Set.copyOf(exceptions);
    }
}
