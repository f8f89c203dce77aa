package io.kessai.local.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a Maven run tested, read from the reports its test plugins leave in {@code target}.
 *
 * @param classes one entry for every test class that ran
 */
record TestReport(List<TestClass> classes) {

    private static final int SLOWEST_SHOWN = 10;

    /**
     * One test class.
     *
     * @param seconds wall time of the whole class, its set-up included
     * @param failed failures and errors
     */
    record TestClass(String name, double seconds, int tests, int failed, int skipped) {}

    TestReport {
        classes = List.copyOf(classes);
    }

    /** Reads the reports below {@code root} that were written since {@code start}. */
    static TestReport read(Path root, Instant start) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<TestClass> classes = new ArrayList<>();
            for (Path file : files.filter(TestReport::isReport).sorted().toList()) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(start)) {
                    classes.add(parse(file));
                }
            }
            return new TestReport(classes);
        }
    }

    private static boolean isReport(Path file) {
        Path folder = file.getParent();
        String name = String.valueOf(file.getFileName());
        return folder != null
                && (folder.endsWith("target/surefire-reports")
                        || folder.endsWith("target/failsafe-reports"))
                && name.startsWith("TEST-")
                && name.endsWith(".xml");
    }

    private static TestClass parse(Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (var input = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(input);
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                // what comes before the root element does not matter
            }
            return new TestClass(
                    reader.getAttributeValue("", "name"),
                    Double.parseDouble(reader.getAttributeValue("", "time").replace(",", "")),
                    count(reader, "tests"),
                    count(reader, "failures") + count(reader, "errors"),
                    count(reader, "skipped"));
        } catch (XMLStreamException e) {
            throw new IOException("not a test report: " + file, e);
        }
    }

    private static int count(XMLStreamReader reader, String attribute) {
        return Integer.parseInt(reader.getAttributeValue("", attribute));
    }

    /** The same, every class marked with the place it ran in. */
    TestReport in(String place) {
        return new TestReport(
                classes.stream()
                        .map(
                                entry ->
                                        new TestClass(
                                                "%s (%s)".formatted(entry.name(), place),
                                                entry.seconds(),
                                                entry.tests(),
                                                entry.failed(),
                                                entry.skipped()))
                        .toList());
    }

    /** This report and another one as one. */
    TestReport and(TestReport other) {
        return new TestReport(Stream.concat(classes.stream(), other.classes.stream()).toList());
    }

    int tests() {
        return classes.stream().mapToInt(TestClass::tests).sum();
    }

    int failed() {
        return classes.stream().mapToInt(TestClass::failed).sum();
    }

    int skipped() {
        return classes.stream().mapToInt(TestClass::skipped).sum();
    }

    List<TestClass> slowest() {
        return classes.stream()
                .sorted(Comparator.comparingDouble(TestClass::seconds).reversed())
                .limit(SLOWEST_SHOWN)
                .toList();
    }

    /** Prints the slowest classes and the counts. */
    void print(PrintStream out) {
        out.println("   seconds  tests  slowest test classes");
        for (TestClass entry : slowest()) {
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%10.1f %6d  %s",
                            entry.seconds(),
                            entry.tests(),
                            entry.name()));
        }
        out.println(
                String.format(
                        Locale.ROOT,
                        "%d tests in %d classes, %d failed, %d skipped",
                        tests(),
                        classes.size(),
                        failed(),
                        skipped()));
    }
}
