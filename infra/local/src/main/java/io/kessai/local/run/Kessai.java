package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The one command of the project. A subcommand is a {@code Callable<ExitCode>} named in the list.
 */
@Command(
        name = "kessai",
        description = "Authorizes card payments and clears them, on one machine.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused or failed",
            "2:wrong usage",
            "3:could not reach something; try again later",
            "4:an invariant is broken"
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            SeedCommand.class,
            SimulateCommand.class,
            WatchCommand.class,
            AuditCommand.class,
            BacktestCommand.class,
            ClearingCommand.class,
            DescribeCommand.class,
            DialectCommand.class,
            TrainCommand.class,
            BenchCommand.class,
            CheckCommand.class,
            TestCommand.class,
            TortureCommand.class
        })
public final class Kessai {

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The commands, for {@link #main} and for tests. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Kessai());
        addHelp(commandLine);
        commandLine.getSubcommands().values().stream()
                .filter(subcommand -> !(subcommand.getCommand() instanceof ClearingCommand))
                .forEach(Kessai::addHelp);
        commandLine.setExecutionStrategy(Kessai::execute);
        commandLine.setExecutionExceptionHandler(
                (error, command, _) -> report(error, command.getErr()));
        return commandLine;
    }

    private static void addHelp(CommandLine commandLine) {
        commandLine
                .getCommandSpec()
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("shows this help and exits")
                                .build());
    }

    private static int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (!parsed.hasSubcommand()) {
            CommandLine command = parsed.commandSpec().commandLine();
            command.usage(command.getErr());
            return ExitCode.WRONG_USAGE.code();
        }
        CommandLine chosen = parsed.subcommand().commandSpec().commandLine();
        new CommandLine.RunLast().execute(parsed);
        ExitCode result = chosen.getExecutionResult();
        return result.code();
    }

    private static int report(Exception error, PrintWriter err) {
        if (error instanceof OperatingFailure failure) {
            err.println("kessai: " + failure.getMessage());
            return failure.exitCode().code();
        }
        error.printStackTrace(err);
        return ExitCode.REFUSED.code();
    }
}
