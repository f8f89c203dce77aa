package io.kessai.local.run;

import io.kessai.domain.Currency;
import io.kessai.local.network.Fleet;
import picocli.CommandLine.Option;

/** Which accounts and cards: as {@code seed} made them. */
final class FleetOptions {
    @Option(
            names = "--accounts",
            paramLabel = "N",
            description = "accounts, at least 40 (default: ${DEFAULT-VALUE})",
            defaultValue = "2000")
    private int accounts;

    @Option(
            names = "--cards-per-account",
            paramLabel = "M",
            description = "cards of each account (default: ${DEFAULT-VALUE})",
            defaultValue = "2")
    private int cardsPerAccount;

    @Option(
            names = "--limit",
            paramLabel = "L",
            description = "credit limit in minor units (default: ${DEFAULT-VALUE})",
            defaultValue = "1000000")
    private long limit;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "ISO 4217 code of the accounts (default: ${DEFAULT-VALUE})",
            defaultValue = "JPY")
    private String currency = "JPY";

    /**
     * @throws IllegalArgumentException when they make no fleet; the message says why
     */
    Fleet fleet() {
        Currency known =
                Currency.ofCode(currency)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                currency + " is no ISO 4217 code"));
        return new Fleet(accounts, cardsPerAccount, limit, known.digits());
    }
}
