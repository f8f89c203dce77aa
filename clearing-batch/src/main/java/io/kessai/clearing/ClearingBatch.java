package io.kessai.clearing;

import io.kessai.clearing.audit.AuditCommand;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;

/** The program: a command a stage. Exit codes are those of the commands; 2 is wrong usage. */
@TopCommand
@Command(
        name = "clearing-batch",
        description = "Clears card payments, a command for each stage, and audits the books.",
        mixinStandardHelpOptions = true,
        subcommands = AuditCommand.class)
public final class ClearingBatch {}
