package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the AOT caches of both programs, which every start uses from then on. */
@Command(
        name = "train",
        description = {
            "Makes the AOT caches with which both programs start faster: plays a short day and its",
            "night on a fresh system while their JVMs take down what they load and run."
        })
final class TrainCommand implements Callable<ExitCode> {
    private final PrintStream out = System.out;

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "how many messages the day has (default: ${DEFAULT-VALUE})",
            defaultValue = "" + Training.MESSAGES)
    private int messages;

    @Override
    public ExitCode call() throws InterruptedException {
        long from = System.nanoTime();
        try {
            for (Path cache : Training.run(Checkout.find(), messages)) {
                out.printf(Locale.ROOT, "%s, %d MiB%n", cache, Files.size(cache) >> 20);
            }
            out.printf(Locale.ROOT, "trained in %.0f s%n", (System.nanoTime() - from) / 1e9);
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "the training broke off: " + e, e);
        }
    }
}
