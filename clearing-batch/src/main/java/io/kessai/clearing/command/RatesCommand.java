package io.kessai.clearing.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rates}: by which amounts in other currencies are held. */
@Command(
        name = "rates",
        description = "Loads and lists exchange rates and the markups of products.",
        mixinStandardHelpOptions = true,
        subcommands = {RatesLoadCommand.class, RatesListCommand.class})
public final class RatesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "what about them: load or list?");
    }
}
