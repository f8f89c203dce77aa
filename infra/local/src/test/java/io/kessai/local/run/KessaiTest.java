package io.kessai.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

class KessaiTest {

    private final StringWriter err = new StringWriter();

    @Command(name = "broken-books")
    static final class BrokenBooks implements Callable<ExitCode> {
        @Override
        public ExitCode call() {
            return ExitCode.INVARIANT_BROKEN;
        }
    }

    @Command(name = "no-server")
    static final class NoServer implements Callable<ExitCode> {
        @Override
        public ExitCode call() {
            throw new OperatingFailure(ExitCode.UNREACHABLE, "no server at 127.0.0.1:1");
        }
    }

    @Test
    void theResultOfACommandIsTheExitCode() {
        assertEquals(4, execute("broken-books"));
    }

    @Test
    void anOperatingFailureIsOneLineAndItsExitCode() {
        assertEquals(3, execute("no-server"));
        assertEquals("kessai: no server at 127.0.0.1:1", err.toString().strip());
    }

    @Test
    void wrongUsageExplainsTheCommandAndExits2() {
        assertEquals(2, execute("test", "--no-such-option"));
        assertTrue(err.toString().contains("Usage: kessai test"), err.toString());
    }

    @Test
    void withoutACommandItListsThemAndExits2() {
        assertEquals(2, execute());
        assertTrue(err.toString().contains("Commands:"), err.toString());
    }

    @Test
    void everySeedIsUnderstood() {
        for (String command : new String[] {"demo", "simulate", "test", "torture"}) {
            assertEquals(0, execute(command, "--seed", "7", "--help"), command);
        }
    }

    @Test
    void helpOnClearingIsLeftToTheClearingProgram() {
        ParseResult clearing =
                Kessai.commandLine().parseArgs("clearing", "post", "--help").subcommand();
        assertFalse(clearing.isUsageHelpRequested());
        assertEquals(List.of("post", "--help"), clearing.unmatched());
    }

    private int execute(String... arguments) {
        CommandLine commandLine = Kessai.commandLine();
        commandLine.addSubcommand(new BrokenBooks()).addSubcommand(new NoServer());
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
