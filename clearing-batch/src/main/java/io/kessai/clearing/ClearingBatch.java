package io.kessai.clearing;

import io.kessai.clearing.audit.AuditCommand;
import io.kessai.clearing.command.CollectCommand;
import io.kessai.clearing.command.ExceptionsCommand;
import io.kessai.clearing.command.ExpireHoldsCommand;
import io.kessai.clearing.command.IngestCommand;
import io.kessai.clearing.command.NightlyCommand;
import io.kessai.clearing.command.PostCommand;
import io.kessai.clearing.command.RatesCommand;
import io.kessai.clearing.command.ReceiveCommand;
import io.kessai.clearing.command.ReconcileCommand;
import io.kessai.clearing.command.ReplayCommand;
import io.kessai.clearing.command.ReportCommand;
import io.kessai.clearing.command.StandInCommand;
import io.kessai.clearing.command.StatusCommand;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;

/** The program: a command a stage. Exit codes are those of the commands; 2 is wrong usage. */
@TopCommand
@Command(
        name = "clearing-batch",
        description = "Clears card payments, a command for each stage, and audits the books.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CollectCommand.class,
            ReceiveCommand.class,
            IngestCommand.class,
            ReconcileCommand.class,
            PostCommand.class,
            ExpireHoldsCommand.class,
            ReportCommand.class,
            NightlyCommand.class,
            StatusCommand.class,
            StandInCommand.class,
            ExceptionsCommand.class,
            ReplayCommand.class,
            RatesCommand.class,
            AuditCommand.class
        })
public final class ClearingBatch {}
