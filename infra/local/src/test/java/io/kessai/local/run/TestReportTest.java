package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportTest {

    @TempDir private Path root = Path.of("");

    @BeforeEach
    void twoModulesHaveReported() throws IOException {
        write("a/target/surefire-reports/TEST-a.Fast.xml", "a.Fast", "0.25", 0);
        write("b/target/failsafe-reports/TEST-b.SlowIT.xml", "b.SlowIT", "1,012.5", 2);
        write("b/target/elsewhere/TEST-c.Other.xml", "c.Other", "9", 0);
    }

    @Test
    void reportsOfBothTestPluginsAreReadSlowestFirst() throws IOException {
        TestReport report = TestReport.read(root, Instant.EPOCH);
        assertEquals(
                List.of("b.SlowIT", "a.Fast"),
                report.slowest().stream().map(TestReport.TestClass::name).toList());
        assertEquals(6, report.tests());
        assertEquals(2, report.failed());
        assertEquals(2, report.skipped());
    }

    @Test
    void whatAnEarlierRunLeftDoesNotCount() throws IOException {
        assertEquals(0, TestReport.read(root, Instant.now().plusSeconds(60)).tests());
    }

    private void write(String file, String name, String seconds, int failures) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(
                path,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- header -->
                <testsuite name="%s" time="%s" tests="3" errors="0" skipped="1" failures="%d"/>
                """
                        .formatted(name, seconds, failures));
    }
}
