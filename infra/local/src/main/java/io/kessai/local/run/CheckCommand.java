package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the checks of what is not Java: {@code check infra}. */
@Command(
        name = "check",
        description = {
            "Runs the checks of infra/ that this machine has the tools for: \"check infra\".",
            "Exits 0 with the missing tools named, 1 where a check fails."
        })
final class CheckCommand implements Callable<ExitCode> {
    private static final String INFRA = "infra";

    @Parameters(index = "0", paramLabel = "WHAT", description = "infra")
    private String what = "";

    @Option(names = "--require-all", description = "a missing tool is a failure")
    private boolean requireAll;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "one check, by the name of its script without .sh")
    private Optional<String> only = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public ExitCode call() throws InterruptedException {
        if (!what.equals(INFRA)) {
            throw new OperatingFailure(
                    ExitCode.WRONG_USAGE, "check " + what + " is unknown: write check infra");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<InfraCheck> checks = InfraCheck.all(Checkout.find(), only);
        boolean failed = false;
        boolean missing = false;
        for (InfraCheck check : checks) {
            out.println(check.name());
            out.flush();
            InfraCheck.Result result = check.run(line -> out.println("    " + line));
            failed |= result == InfraCheck.Result.FAILS;
            missing |= result == InfraCheck.Result.TOOL_IS_MISSING;
            out.println("    " + result.told());
            out.flush();
        }
        return failed || (missing && requireAll) ? ExitCode.REFUSED : ExitCode.DONE;
    }
}
