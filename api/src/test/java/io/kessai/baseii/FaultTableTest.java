package io.kessai.baseii;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.baseii.FaultCases.Case;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every entry of {@code faults.table}: {@link FaultCases}. */
class FaultTableTest {
    static Stream<Case> cases() {
        return FaultCases.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aFileAtFaultIsToldInTheseWords(Case example) throws IOException {
        byte[] file = example.file();
        BaseIIFileSummary summary = RoundTripTest.check(file);
        StringBuilder outcome = new StringBuilder(summary.isBalanced() ? "balanced" : "refused");
        faults(file, summary).forEach(f -> outcome.append("\n- ").append(f.message()));
        assertEquals(example.outcome(), outcome.toString());
    }

    @Test
    void everyTypeOfFaultIsInTheTable() throws IOException {
        Set<BaseIIFaultType> seen = EnumSet.noneOf(BaseIIFaultType.class);
        for (Case example : cases().toList()) {
            byte[] file = example.file();
            faults(file, RoundTripTest.check(file)).forEach(fault -> seen.add(fault.type()));
        }
        assertEquals(EnumSet.allOf(BaseIIFaultType.class), seen);
    }

    /** Faults of records first, then the rest of the summary. */
    private static Set<BaseIIFault> faults(byte[] file, BaseIIFileSummary summary)
            throws IOException {
        Set<BaseIIFault> faults = new LinkedHashSet<>();
        for (BaseIIRecord record : RoundTripTest.records(file)) {
            if (record instanceof BaseIIDamaged damaged) {
                faults.addAll(damaged.faults());
            }
        }
        faults.addAll(summary.fatal());
        return faults;
    }
}
