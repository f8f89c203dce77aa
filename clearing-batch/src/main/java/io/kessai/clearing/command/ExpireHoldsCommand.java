package io.kessai.clearing.command;

import io.kessai.clearing.run.StepName;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code expire-holds}: gives back what was held for too long. It comes after {@code post} of all
 * accepted files: what lies in one of them may clear what is about to expire.
 */
@Command(
        name = "expire-holds",
        description = "Gives back what was held for longer than its policy allows.",
        mixinStandardHelpOptions = true)
public final class ExpireHoldsCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Option(
            names = "--dry-run",
            defaultValue = "${env:KESSAI_DRY_RUN:-false}",
            description = "Count only, change nothing; default KESSAI_DRY_RUN, then no.")
    private boolean dryRun;

    @Override
    public Integer call() throws SQLException {
        return new Invoked(database, options)
                .run(StepName.EXPIRE_HOLDS.word(), (stages, _) -> stages.expireHolds(dryRun));
    }
}
