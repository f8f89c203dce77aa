package io.kessai.clearing.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code exceptions}: the records that people must look at. */
@Command(
        name = "exceptions",
        description = "Lists, shows and resolves what people must look at.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ExceptionsListCommand.class,
            ExceptionsShowCommand.class,
            ExceptionsResolveCommand.class,
            ExceptionsCheckCommand.class
        })
public final class ExceptionsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "what about them: list, show, resolve or check?");
    }
}
