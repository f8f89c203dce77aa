package io.kessai.clearing.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The form of what a command prints. */
public final class OutputOptions {

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "${env:KESSAI_OUTPUT:-text}",
            description = "text or json; default KESSAI_OUTPUT, then text.")
    private Form output = Form.text;

    /** The forms, as they are written on the command line. */
    public enum Form {
        text,
        json
    }

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    /** Prints one of the two, with one line feed at its end. */
    public void print(String text, String json) {
        String chosen =
                switch (output) {
                    case text -> text;
                    case json -> json;
                };
        command.commandLine().getOut().println(chosen.stripTrailing());
        command.commandLine().getOut().flush();
    }
}
