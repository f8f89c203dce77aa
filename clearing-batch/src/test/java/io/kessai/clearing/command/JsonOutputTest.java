package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kessai.ipm.IpmEncoding;
import io.kessai.ipm.IpmFormat;
import io.kessai.ipm.IpmFraming;
import io.kessai.local.network.Fleet;
import io.kessai.local.network.clearing.BulkClearing;
import io.kessai.local.network.clearing.ClearingFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code --output json} standard output is one JSON value, whatever the command. */
@Tag("database")
class JsonOutputTest {
    private static final Fleet FLEET = new Fleet(40, 1, 1_000_000, "392");
    private static final BulkClearing BULK =
            new BulkClearing(
                    1,
                    FLEET,
                    CommandLineNight.DATE,
                    new ClearingFile.Form.Ipm(new IpmFormat(IpmEncoding.ASCII, IpmFraming.VBS)),
                    60);

    private static final String LOCAL = "--profile=local";

    @TempDir private Path folder = Path.of("");

    @Test
    void every_command_prints_one_json_value() throws IOException, InterruptedException {
        try (CommandLineNight night = new CommandLineNight(folder, FLEET)) {
            night.deliver("unknown", BULK);
            for (String[] command :
                    List.of(
                            words("receive"),
                            words("ingest"),
                            words("reconcile"),
                            words("post"),
                            words("expire-holds", "--dry-run"),
                            words("report"),
                            words("nightly"),
                            words("status"),
                            words("stand-in"),
                            words("replay", "file", "1", "--dry-run", "--why", "test"),
                            words("replay", "step", "post", "1", "--why", "test"),
                            words("replay", "run", "--why", "test"),
                            words("exceptions", "list"),
                            words("exceptions", "show", "1"),
                            words("exceptions", "resolve", "2", "accept", "--why", "test"),
                            words(
                                    "exceptions",
                                    "resolve",
                                    "1",
                                    "write_off",
                                    "--why",
                                    "test",
                                    LOCAL,
                                    "--operator",
                                    "ito"),
                            words(
                                    "exceptions",
                                    "check",
                                    "1",
                                    "--refuse",
                                    "--why",
                                    "test",
                                    LOCAL,
                                    "--operator",
                                    "abe"),
                            words("audit"))) {
                requireJson(night, command);
            }
        }
    }

    private static String[] words(String... words) {
        return words;
    }

    private static void requireJson(CommandLineNight night, String[] command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--output", "json"));
        int code = night.run(arguments.toArray(String[]::new));
        String told = String.join(" ", command) + ": " + night.printed() + night.complained();
        assertNotEquals(2, code, told);
        assertEquals("", night.complained(), told);
        try (JsonParser json = new JsonFactory().createParser(night.printed())) {
            assertEquals(JsonToken.START_OBJECT, json.nextToken(), told);
            json.skipChildren();
            assertEquals(null, json.nextToken(), told);
        }
    }
}
