package io.kessai.local.run;

import picocli.CommandLine.Option;

/** The {@code --help} of every command, to be mixed in. */
public final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this help and exits")
    private boolean requested;
}
