package io.kessai.local.run;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import io.kessai.local.network.Fleet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Fills the database with accounts and cards whose numbers anyone can compute. */
@Command(
        name = "seed",
        description = {
            "Writes accounts and cards into the database.",
            "Card i, from 0, is 999900, i in nine digits and the Luhn digit; expiry 2912."
        })
final class SeedCommand implements Callable<ExitCode> {
    @Mixin private final FleetOptions cards = new FleetOptions();
    @Mixin private final DatabaseOptions database = new DatabaseOptions();

    @Override
    public ExitCode call() throws InterruptedException {
        Fleet fleet = fleet(cards);
        long from = System.nanoTime();
        try (Progress progress = Progress.onStandardOutput("seed", fleet.cards())) {
            new CardSeed(database.find(), LocalVault.open(), progress::advance).write(fleet);
        }
        System.out.printf(
                "%,d accounts, %,d cards in %.1f s%n",
                fleet.accounts(), fleet.cards(), (System.nanoTime() - from) / 1e9);
        return ExitCode.DONE;
    }

    static Fleet fleet(FleetOptions options) {
        try {
            return options.fleet();
        } catch (IllegalArgumentException e) {
            throw new OperatingFailure(ExitCode.WRONG_USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
