package io.kessai.clearing.command;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code replay run}: what is left of a business date, {@code --date}. */
@Command(
        name = "run",
        description = {
            "Does what is left of the run of --date: its files, late links, expiry of holds.",
            "Receiving is left out: what is in the inbox belongs to the next run."
        },
        mixinStandardHelpOptions = true)
public final class ReplayRunCommand implements Callable<Integer> {
    @Mixin private final Replay replay = new Replay();

    @Override
    public Integer call() throws SQLException {
        return replay.night();
    }
}
