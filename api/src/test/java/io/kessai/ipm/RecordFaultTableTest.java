package io.kessai.ipm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.ipm.RecordFaultCases.Case;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault of a single record of a file that balances, with what a person is told: {@link
 * RecordFaultCases}.
 */
class RecordFaultTableTest {
    static Stream<Case> cases() {
        return RecordFaultCases.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aRecordIsToldToPeopleAsInTheTable(Case example) {
        DamagedRecord damaged = damaged(example);
        assertFalse(damaged.isFatal());
        assertEquals(
                example.told(),
                damaged.faults().stream()
                        .map(fault -> ((RecordFault) fault).rule() + " " + fault.message())
                        .toList());
        assertEquals(example.record(), damaged.raw());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void itsAmountIsKnownAndItsFileHolds(Case example) {
        assertEquals(OptionalLong.of(1234), damaged(example).readable().orElseThrow().amount());
        IpmFileCheck check = new IpmFileCheck(Samples.NAME, EnumSet.of(ProcessingMode.PRODUCTION));
        Samples.records(Samples.reader(example.file())).forEach(check::accept);
        IpmFileReport report = check.finish();
        assertEquals(List.of(), report.faults());
        assertTrue(report.isAcceptable());
        assertEquals(List.of(), report.warnings());
        assertEquals(1, report.damagedRecords());
    }

    @Test
    void theTableHasEveryRule() {
        Set<String> told =
                cases().flatMap(c -> c.told().stream())
                        .map(line -> line.split(" ", 2)[0])
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> rules = new TreeSet<>();
        Arrays.stream(RecordRule.values()).forEach(rule -> rules.add(rule.name()));
        assertEquals(rules, told);
    }

    private static DamagedRecord damaged(Case example) {
        List<IpmRecord> records = Samples.records(Samples.reader(example.file()));
        assertEquals(3, records.size());
        return assertInstanceOf(DamagedRecord.class, records.get(1));
    }
}
