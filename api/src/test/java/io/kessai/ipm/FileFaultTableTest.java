package io.kessai.ipm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.ipm.FileFaultCases.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reason for which a file is refused, with what a person is told: {@link FileFaultCases}. */
class FileFaultTableTest {

    static Stream<Case> cases() {
        return FileFaultCases.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aFileIsToldToPeopleAsInTheTable(Case example) {
        assertEquals(
                String.join("\n", example.told()),
                String.join("\n", told(example.file().toArray())),
                example.name());
    }

    @Test
    void theTableHasEveryRule() {
        Set<String> told =
                FileFaultCases.all()
                        .flatMap(c -> c.told().stream())
                        .map(line -> line.replace("warning ", "").split(" ", 2)[0])
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> rules = new TreeSet<>();
        Arrays.stream(FileRule.values()).forEach(rule -> rules.add(rule.name()));
        Arrays.stream(IpmWarning.Rule.values()).forEach(rule -> rules.add(rule.name()));
        assertEquals(rules, told);
    }

    private static List<String> told(byte[] file) {
        IpmFileCheck check = new IpmFileCheck(Samples.NAME, EnumSet.of(ProcessingMode.PRODUCTION));
        IpmReader reader = Samples.reader(file);
        Samples.records(reader).forEach(check::accept);
        IpmFileReport report = check.finish();
        assertEquals(report.faults().isEmpty(), report.isAcceptable());
        List<String> told = new ArrayList<>();
        report.faults().forEach(fault -> told.add(fault.rule() + " " + fault.message()));
        Stream.concat(report.warnings().stream(), reader.warnings().stream())
                .forEach(w -> told.add("warning " + w.rule() + " " + w.message()));
        return told;
    }
}
