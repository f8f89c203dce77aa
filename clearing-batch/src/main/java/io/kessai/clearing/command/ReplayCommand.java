package io.kessai.clearing.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code replay}: does again what may not be done yet of a file, of one of its steps, or of a
 * business date, as an attempt of kind {@code replay} that says who and why. What is done changes
 * nothing.
 */
@Command(
        name = "replay",
        description = "Does again what is not done yet; what is done changes nothing.",
        mixinStandardHelpOptions = true,
        subcommands = {ReplayFileCommand.class, ReplayStepCommand.class, ReplayRunCommand.class})
public final class ReplayCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "replay what: file, step or run?");
    }
}
