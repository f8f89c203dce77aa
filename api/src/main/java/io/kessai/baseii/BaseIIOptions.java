package io.kessai.baseii;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How totals are counted and which of them are enforced: public sources leave both open, so a first
 * real file decides.
 *
 * @param monetary the codes that enter the monetary count and the amount totals
 * @param enforced what a trailer must agree in for the file to balance
 */
public record BaseIIOptions(Set<TransactionCode> monetary, Set<EnvelopeCheck> enforced) {

    /** What a trailer says that can be compared. */
    public enum EnvelopeCheck {
        DESTINATION_TOTAL,
        MONETARY_COUNT,
        TCR_COUNT,
        TRANSACTION_COUNT,
        SOURCE_TOTAL,
        /** The batch number of a file trailer is the number of its batches. */
        BATCH_COUNT,
        /** A trailer has the centre of its header, or none. */
        CENTRE
    }

    private static final int[] MONETARY = {
        1, 2, 5, 6, 7, 10, 15, 16, 17, 20, 25, 26, 27, 35, 36, 37
    };

    public BaseIIOptions {
        monetary = Set.copyOf(monetary);
        enforced = Set.copyOf(enforced);
    }

    /**
     * Monetary are drafts, their disputes and reversals (05–07, 15–17, 25–27, 35–37), fees (10, 20)
     * and returned amounts (01, 02); everything is enforced.
     */
    public static BaseIIOptions defaults() {
        return new BaseIIOptions(
                IntStream.of(MONETARY)
                        .mapToObj(TransactionCode::of)
                        .collect(Collectors.toUnmodifiableSet()),
                EnumSet.allOf(EnvelopeCheck.class));
    }

    /** The same with other codes counted as monetary. */
    public BaseIIOptions withMonetary(Set<TransactionCode> codes) {
        return new BaseIIOptions(codes, enforced);
    }

    /** The same without one check. */
    public BaseIIOptions without(EnvelopeCheck check) {
        Set<EnvelopeCheck> rest = new TreeSet<>(enforced);
        rest.remove(check);
        return new BaseIIOptions(monetary, rest);
    }
}
