package io.kessai.baseii;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every entry of {@code faults.table}. Other modules see what becomes of them. */
public final class FaultCases {
    private static final Pattern WRITE = Pattern.compile("(\\d+)@(\\d+)=(.*)");
    private static final Pattern CUT = Pattern.compile("(\\d+)<(\\d+)");

    private FaultCases() {}

    /**
     * A file.
     *
     * @param edits what is changed in the golden file
     * @param outcome how it ends and all that is told, a line each
     */
    public record Case(String name, String edits, String outcome) {

        /** As ASCII lines. */
        public byte[] file() {
            return edited(edits);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static Stream<Case> all() {
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
