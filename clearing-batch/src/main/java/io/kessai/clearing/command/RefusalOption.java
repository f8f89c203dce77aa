package io.kessai.clearing.command;

import picocli.CommandLine.Option;

/** Whether a refused file is an outcome or a failure. */
public final class RefusalOption {

    @Option(
            names = "--refused-is-done",
            defaultValue = "${env:KESSAI_REFUSED_IS_DONE:-false}",
            description =
                    "Exit with 0 where a file is refused too: the report tells of it; default"
                            + " KESSAI_REFUSED_IS_DONE, then no.")
    private boolean refusedIsDone;

    /** The exit code of a command that threw nothing. */
    int exitCode(int code) {
        return refusedIsDone ? 0 : code;
    }
}
