package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.baseii.BaseIIFaultType;
import io.kessai.clearing.ingest.ClearingRecord;
import io.kessai.clearing.ingest.FileProblem;
import io.kessai.clearing.ingest.FileReading;
import io.kessai.clearing.ingest.NetworkTotal;
import io.kessai.clearing.ingest.RecordProblem;
import io.kessai.clearing.ingest.RecordSink;
import io.kessai.clearing.ingest.Refusal;
import io.kessai.clearing.receive.Quarantine;
import io.kessai.ipm.FileRule;
import io.kessai.ipm.RecordRule;
import io.kessai.vault.VaultKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reason for which a file is refused or a record becomes an exception, with what the program
 * stores and shows people: the tables of both formats, word for word, and {@link OwnFaults}.
 */
@Tag("slow")
@Tag("database")
@TestInstance(Lifecycle.PER_CLASS)
class FaultsAtNightTest {
    private static final String STORED =
            """
            select problem || ': ' || problem_detail
            from clearing_records where problem <> '' order by number\
            """;

    private static final String MOVING_MONEY =
            """
            select number, problem || ': ' || problem_detail
            from clearing_records
            where problem <> '' and kind <> 'non_financial' and not is_collection_only
            order by number\
            """;

    private static final String RAISED =
            " from clearing_exceptions where kind = 'record_error' order by number";

    /** The format tells it before: ELEMENT_MISSING, PAN_LENGTH, ACCOUNT_UNREADABLE. */
    private static final RecordProblem FORESTALLED = RecordProblem.PAN_MISSING;

    @SuppressWarnings("NullAway.Init")
    private NightFolder night;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException, SQLException {
        night = new NightFolder(folder);
    }

    @AfterAll
    void close() {
        night.close();
    }

    /** Every case stands alone, whatever ids of files another had. */
    @BeforeEach
    void forget() throws SQLException {
        night.forgetFiles();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.kessai.clearing.command.Fault#files")
    void a_refused_file_is_told_in_the_tables_words_and_books_nothing(Fault fault)
            throws Exception {
        deliver(fault.file(), fault.content());
        List<String> lines = detail(1);
        assertEquals(fault.told(), fault.asInTheTable(lines));
        assertEquals(
                List.of("refused " + lines.getFirst().split(": ", 2)[0]),
                night.rows("select status, reason from clearing_files"));
        String status = night.run("status", "--date", NightFolder.NIGHT).out();
        assertTrue(status.contains(lines.getFirst()), status);
        assertEquals(List.of("0"), night.rows("select count(*) from clearing_records"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.kessai.clearing.command.Fault#records")
    void a_record_at_fault_is_shown_in_the_tables_words(Fault fault) throws Exception {
        deliver(fault.file(), fault.content());
        assertEquals(List.of("accepted"), night.rows("select status from clearing_files"));
        List<String> stored = night.rows(STORED);
        assertEquals(fault.told(), fault.asInTheTable(stored));
        String file = night.rows("select id from clearing_files").getFirst();
        night.run("reconcile", "--file", file, "--date", NightFolder.NIGHT);
        night.run("post", "--file", file, "--date", NightFolder.NIGHT);
        assertEquals(night.rows(MOVING_MONEY), night.rows("select number, detail" + RAISED));
        for (String id : night.rows("select id" + RAISED)) {
            String page = night.run("exceptions", "show", id).out();
            assertTrue(page.contains("  detail                  " + stored.getFirst()), page);
        }
    }

    @Test
    void the_same_content_again_is_told_with_the_file_that_had_it() throws Exception {
        deliver("own.ipm", OwnFaults.sound(1000));
        String first = night.rows("select id from clearing_files").getFirst();
        deliver("again.ipm", OwnFaults.sound(1000));
        assertEquals(
                List.of(
                        "DUPLICATE_FILE: its content was received as own.ipm (file %s); where another"
                                        .formatted(first)
                                + " was meant, ask the sender for it"),
                detail(2));
    }

    @Test
    void the_same_id_with_other_content_is_told_with_the_file_that_had_it() throws Exception {
        deliver("own.ipm", OwnFaults.sound(1000));
        String first = night.rows("select id from clearing_files").getFirst();
        deliver("other.ipm", OwnFaults.sound(2000));
        assertEquals(
                List.of(
                        "FILE_ID_REUSED: logical file 1 has the id"
                                + " mastercard:0012611210000001234500001, which own.ipm (file %s)"
                                        .formatted(first)
                                + " had with other content; ask the sender for a file with an id of"
                                + " its own"),
                detail(2));
    }

    /** A reason that is added must come into the tables. */
    @Test
    void the_tables_have_every_reason_there_is() throws Exception {
        Set<String> reasons = new TreeSet<>();
        for (Fault fault : Stream.concat(Fault.files(), Fault.records()).toList()) {
            reasons.addAll(reasons(fault));
        }
        OwnFaults.files().forEach(own -> reasons.add(own.told().getFirst().split(": ", 2)[0]));
        reasons.add(Quarantine.Reason.DUPLICATE_FILE.name());
        reasons.add(FileProblem.FILE_ID_REUSED.name());
        reasons.add(FORESTALLED.name());
        reasons.add(Fault.OVERRULED.name());
        Set<String> all = new TreeSet<>();
        Stream.<Enum<?>[]>of(
                        FileRule.values(),
                        RecordRule.values(),
                        BaseIIFaultType.values(),
                        FileProblem.values(),
                        RecordProblem.values(),
                        Quarantine.Reason.values())
                .flatMap(Arrays::stream)
                .forEach(reason -> all.add(reason.name()));
        assertEquals(String.join("\n", all), String.join("\n", reasons));
    }

    private static Set<String> reasons(Fault fault) throws IOException, SQLException {
        Set<String> reasons = new TreeSet<>();
        RecordSink problems =
                new RecordSink() {
                    @Override
                    public void record(Supplier<ClearingRecord> row) {
                        String problem = row.get().problem();
                        if (!problem.isEmpty()) {
                            reasons.add(problem);
                        }
                    }

                    @Override
                    public void total(NetworkTotal total) {}
                };
        FileReading.of(VaultKeys.development())
                .read(
                        new ByteArrayInputStream(fault.content()),
                        fault.file(),
                        fault.content().length,
                        problems)
                .refusals()
                .stream()
                .map(Refusal::reason)
                .forEach(reasons::add);
        return reasons;
    }

    private void deliver(String name, byte[] content) throws IOException, SQLException {
        night.deliver(name, content);
        night.stage("receive");
        night.stage("ingest");
    }

    /** The lines kept of the delivery of that number. */
    private List<String> detail(int delivery) throws SQLException {
        return night.rows("select detail from clearing_files order by id")
                .get(delivery - 1)
                .lines()
                .toList();
    }
}
