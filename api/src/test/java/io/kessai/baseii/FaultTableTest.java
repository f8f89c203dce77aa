package io.kessai.baseii;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every entry of {@code faults.table}. */
class FaultTableTest {
    private static final Pattern WRITE = Pattern.compile("(\\d+)@(\\d+)=(.*)");
    private static final Pattern CUT = Pattern.compile("(\\d+)<(\\d+)");

    record Case(String name, String edits, String outcome) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String line : GoldenFile.resource("faults.table").lines().toList()) {
            if (line.startsWith("- ")) {
                Case last = cases.removeLast();
                cases.add(new Case(last.name(), last.edits(), last.outcome() + "\n" + line));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split(" \\| ", -1);
                cases.add(new Case(cells[0], cells[1].strip(), cells[2]));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aFileAtFaultIsToldInTheseWords(Case example) throws IOException {
        byte[] file = edited(example.edits());
        BaseIIFileSummary summary = RoundTripTest.check(file);
        StringBuilder outcome = new StringBuilder(summary.isBalanced() ? "balanced" : "refused");
        faults(file, summary).forEach(f -> outcome.append("\n- ").append(f.message()));
        assertEquals(example.outcome(), outcome.toString());
    }

    @Test
    void everyTypeOfFaultIsInTheTable() throws IOException {
        Set<BaseIIFaultType> seen = EnumSet.noneOf(BaseIIFaultType.class);
        for (Case example : cases().toList()) {
            byte[] file = edited(example.edits());
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

    private static byte[] edited(String edits) {
        List<String> records = new ArrayList<>(GoldenFile.records());
        Arrays.stream(edits.split(" +"))
                .filter(edit -> !edit.isEmpty())
                .forEach(edit -> apply(edit, records));
        byte[] framed = GoldenFile.framed(records, BaseIIFraming.asciiLines());
        boolean isCut = edits.endsWith("<100");
        return isCut ? Arrays.copyOf(framed, framed.length - 1) : framed;
    }

    private static void apply(String edit, List<String> records) {
        Matcher write = WRITE.matcher(edit);
        Matcher cut = CUT.matcher(edit);
        if (write.matches()) {
            int index = Integer.parseInt(write.group(1)) - 1;
            int at = Integer.parseInt(write.group(2)) - 1;
            String value = write.group(3).replace('_', ' ');
            String old = records.get(index);
            records.set(index, old.substring(0, at) + value + old.substring(at + value.length()));
        } else if (cut.matches()) {
            int index = Integer.parseInt(cut.group(1)) - 1;
            String old = records.get(index);
            records.set(index, old.substring(0, Integer.parseInt(cut.group(2))));
        } else {
            int number = Integer.parseInt(edit.substring(1));
            switch (edit.charAt(0)) {
                case '-' -> records.remove(number - 1);
                case '+' -> records.add(number, records.get(number - 1));
                case '<' -> records.subList(number, records.size()).clear();
                default -> throw new IllegalArgumentException("no edit: " + edit);
            }
        }
    }
}
