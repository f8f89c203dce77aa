package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.clearing.command.Program.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands through the AWS Advanced JDBC Wrapper, on a PostgreSQL that is no Aurora: its
 * topology, failover and AWS itself are not here.
 */
@Tag("database")
class NightThroughWrapperTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "initialConnection,auroraConnectionTracker,failover2,efm2"})
    void a_night_books_and_audits_as_without(String plugins) throws Exception {
        try (NightFolder night = through("?wrapperPlugins=" + plugins)) {
            night.deliver("one.ipm", OwnFaults.sound(1000));
            Answer booked =
                    night.stage("nightly", "--reports", folder.resolve("reports").toString());
            assertEquals(0, booked.exitCode(), booked::err);
            assertEquals(
                    List.of("one.ipm accepted t"),
                    night.rows(
                            "select split_part(name, '/', 1), status, is_posted from clearing_files"));
            assertEquals(List.of("-1000"), night.rows("select posted from accounts where id = 1"));
            assertEquals(0, night.run("status").exitCode());
            assertEquals(0, night.run("exceptions", "list").exitCode());
            Answer audit = night.run("audit", "--development-keys");
            assertEquals(0, audit.exitCode(), () -> audit.out() + audit.err());
        }
    }

    @Test
    void plugins_that_change_sessions_in_silence_are_refused() throws Exception {
        try (NightFolder night = through("?wrapperPlugins=readWriteSplitting,iam")) {
            for (String command : List.of("status", "audit")) {
                Answer refused = night.run(command);
                assertEquals(2, refused.exitCode(), refused::err);
                assertTrue(
                        refused.err().contains("--db: plugin readWriteSplitting is not one of"),
                        refused::err);
            }
        }
    }

    @Test
    void a_database_that_is_away_can_be_tried_again() throws Exception {
        try (NightFolder night =
                new NightFolder(
                        folder,
                        _ -> "jdbc:aws-wrapper:postgresql://127.0.0.1:1/kessai?wrapperPlugins=")) {
            Answer away = night.run("status");
            assertEquals(3, away.exitCode(), away::err);
        }
    }

    private NightFolder through(String parameters) throws Exception {
        return new NightFolder(
                folder, url -> url.replaceFirst("^jdbc:", "jdbc:aws-wrapper:") + parameters);
    }
}
