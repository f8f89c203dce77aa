package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.network.AnsweredDay;
import io.kessai.local.network.Day;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.ClearingDay;
import io.kessai.local.network.clearing.ClearingFault;
import io.kessai.local.network.clearing.ClearingNight;
import io.kessai.local.network.clearing.FaultyFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person who asks for files in an inbox gets. */
class ClearingDeliveryTest {
    private static final AnsweredDay DAY =
            AnsweredDay.of(
                    Day.generate(
                            9,
                            600,
                            new Fleet(80, 2, 1_000_000, "392"),
                            Instant.parse("2026-11-21T09:00:00Z")));
    private static final ClearingNight NIGHT =
            ClearingDay.generate(9, DAY.day(), DAY.authorizations(), LocalDate.of(2026, 11, 21))
                    .nights()
                    .getFirst();

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir private Path folder;

    @Test
    void the_night_and_a_broken_file_of_each_network_are_in_the_inbox() throws IOException {
        ClearingDelivery delivery =
                new ClearingDelivery(
                        folder.resolve("inbox"),
                        new PrintStream(said, true, StandardCharsets.UTF_8));
        int files = delivery.deliver(NIGHT).size();
        List<FaultyFile> broken = delivery.deliver(ClearingFault.BAD_TOTAL, NIGHT);
        assertEquals(
                List.of("AMOUNT_SUM_WRONG", "TOTAL_DIFFERS"),
                broken.stream().map(FaultyFile::refusal).toList());
        try (Stream<Path> delivered = Files.list(folder.resolve("inbox"))) {
            assertEquals(files + 2, delivered.count());
        }
        String text = said.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("must be refused: AMOUNT_SUM_WRONG"), text);
    }

    @Test
    void files_that_nobody_has_received_are_not_replaced() throws IOException {
        ClearingDelivery delivery = new ClearingDelivery(folder.resolve("inbox"), System.out);
        delivery.requireEmpty();
        Files.createDirectories(folder.resolve("inbox").resolve("a folder is no file"));
        delivery.requireEmpty();
        Files.writeString(folder.resolve("inbox").resolve("20261121-01-mastercard.ipm"), "x");
        OperatingFailure failure = assertThrows(OperatingFailure.class, delivery::requireEmpty);
        assertEquals(ExitCode.REFUSED, failure.exitCode());
        assertTrue(failure.getMessage().startsWith("files wait in "), failure.getMessage());
    }

    @Test
    void a_fault_that_there_is_not_is_wrong_usage() {
        OperatingFailure failure =
                assertThrows(
                        OperatingFailure.class, () -> ClearingDelivery.faults(List.of("rust")));
        assertEquals(ExitCode.WRONG_USAGE, failure.exitCode());
        assertTrue(failure.getMessage().startsWith("no fault rust: choose of truncated, "));
    }
}
