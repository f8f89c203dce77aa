package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what becomes of authorizations on a running server. */
@Command(
        name = "watch",
        description = {
            "Prints what becomes of authorizations, one JSON object a line, until Ctrl-C.",
            "A line without an event says how far everything was seen."
        })
final class WatchCommand implements Callable<ExitCode> {
    private static final String PROGRAM = "io.kessai.authorization.WatchProgram";

    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            description = "gRPC without TLS (default: ${DEFAULT-VALUE})",
            defaultValue = "127.0.0.1:9000")
    private String server = "127.0.0.1:9000";

    @Option(
            names = "--from-start",
            description = "begins with the first event that is kept (default: with the next)")
    private boolean fromStart;

    @Option(names = "--account", paramLabel = "N", description = "only this account's events")
    private OptionalLong account = OptionalLong.empty();

    @Override
    public ExitCode call() throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(server));
        if (fromStart) {
            arguments.add("--from-start");
        }
        account.ifPresent(id -> arguments.addAll(List.of("--account", String.valueOf(id))));
        try {
            Process program =
                    new ProcessBuilder(ServerPrograms.command(Checkout.find(), PROGRAM, arguments))
                            .inheritIO()
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(program::destroy, "stop"));
            return program.waitFor() == 0 ? ExitCode.DONE : ExitCode.REFUSED;
        } catch (IOException e) {
            throw new OperatingFailure(ExitCode.REFUSED, "cannot run watch: " + e, e);
        }
    }
}
