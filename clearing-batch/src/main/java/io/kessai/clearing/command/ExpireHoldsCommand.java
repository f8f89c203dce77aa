package io.kessai.clearing.command;

import io.kessai.clearing.run.StepName;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code expire-holds}: gives back what was held for too long. It comes after {@code post} of all
 * accepted files: what lies in one of them may clear what is about to expire.
 *
 * <p>With {@code --apply-policy} it expires nothing, but puts open holds under another policy.
 */
@Command(
        name = "expire-holds",
        description = {
            "Gives back what was held for longer than its policy allows.",
            "With --apply-policy it expires nothing: it puts open holds under another policy, after"
                    + " a --dry-run has said what that changes."
        },
        mixinStandardHelpOptions = true)
public final class ExpireHoldsCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final RunOptions options = new RunOptions();

    @Option(
            names = "--dry-run",
            defaultValue = "${env:KESSAI_DRY_RUN:-false}",
            description = "Count only, change nothing; default KESSAI_DRY_RUN, then no.")
    private boolean dryRun;

    @Option(
            names = "--apply-policy",
            paramLabel = "VERSION",
            description =
                    "Put the open holds under this version of the hold policy, as if it had"
                            + " decided when they were approved. Needs a --dry-run of the last 24"
                            + " hours.")
    private Optional<Integer> policy = Optional.empty();

    @Override
    public Integer call() throws SQLException {
        return new Invoked(database, options)
                .run(
                        StepName.EXPIRE_HOLDS.word(),
                        (stages, _) ->
                                policy.isPresent()
                                        ? stages.applyPolicy(policy.get(), options.zone(), dryRun)
                                        : stages.expireHolds(dryRun));
    }
}
