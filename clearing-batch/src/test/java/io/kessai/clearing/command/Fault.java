package io.kessai.clearing.command;

import io.kessai.baseii.FaultCases;
import io.kessai.ipm.FileFaultCases;
import io.kessai.ipm.FileRule;
import io.kessai.ipm.RecordFaultCases;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file at fault, from the tables of the formats or the program's own.
 *
 * @param file its name when it is delivered
 * @param told of a refused file every line, of a record the first fault: the stored word, a colon
 *     and the sentence; Visa's table has the sentences alone
 */
record Fault(String name, String file, byte[] content, List<String> told) {
    private static final String WARNING = "warning ";

    /** Said as TEST_FILE by the program, for both networks alike. */
    static final FileRule OVERRULED = FileRule.PROCESSING_MODE_REFUSED;

    Fault {
        told = List.copyOf(told);
    }

    /** Files that are refused, of both networks. */
    static Stream<Fault> files() {
        Stream<Fault> ipm =
                FileFaultCases.all()
                        .map(c -> ipm(c.name(), c.file().toArray(), c.told()))
                        .filter(fault -> !fault.told().isEmpty() && fault.content().length > 0)
                        .filter(fault -> !fault.told().getFirst().startsWith(OVERRULED + ":"));
        Stream<Fault> baseII =
                FaultCases.all().filter(c -> c.outcome().startsWith("refused")).map(Fault::baseII);
        return Stream.of(ipm, baseII.filter(Fault::isKnownAsVisas), OwnFaults.files())
                .flatMap(faults -> faults);
    }

    /** Files that balance, with one record at fault. */
    static Stream<Fault> records() {
        Stream<Fault> ipm =
                RecordFaultCases.all().map(c -> ipm(c.name(), c.file(), c.told().subList(0, 1)));
        Stream<Fault> baseII =
                FaultCases.all()
                        .filter(c -> c.outcome().startsWith("balanced\n"))
                        .map(Fault::baseII)
                        .map(f -> new Fault(f.name, f.file, f.content, f.told.subList(0, 1)));
        return Stream.of(ipm, baseII, OwnFaults.records()).flatMap(faults -> faults);
    }

    private static Fault ipm(String name, byte[] content, List<String> told) {
        List<String> faults =
                told.stream()
                        .filter(line -> !line.startsWith(WARNING))
                        .map(line -> line.replaceFirst(" ", ": "))
                        .toList();
        return new Fault(name, "TEST.IPM", content, faults);
    }

    private static Fault baseII(FaultCases.Case example) {
        List<String> told =
                example.outcome().lines().skip(1).map(line -> line.substring(2)).toList();
        return new Fault(example.name(), "day.ctf", example.file(), told);
    }

    /** One that begins with neither header nor padding is taken for a file of the other network. */
    private boolean isKnownAsVisas() {
        return content.length > 0 && (content[0] == '9' || content[0] == '0') && content[1] == '0';
    }

    /** The lines as the table has them. */
    List<String> asInTheTable(List<String> stored) {
        return file.equals("day.ctf")
                ? stored.stream().map(line -> line.split(": ", 2)[1]).toList()
                : stored;
    }

    @Override
    public String toString() {
        return name;
    }
}
