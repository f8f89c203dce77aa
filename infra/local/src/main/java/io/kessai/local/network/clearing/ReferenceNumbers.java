package io.kessai.local.network.clearing;

import io.kessai.domain.clearing.CardNetwork;
import io.kessai.local.network.SeededCards;
import java.time.LocalDate;

/** Gives out acquirer reference numbers that no other day gives out. Not thread-safe. */
final class ReferenceNumbers {
    private static final long SEQUENCES = 100_000_000_000L;
    private static final long SEQUENCES_A_SECOND = 10_000_000L;

    private final long first;
    private long given;

    /**
     * @param second of the epoch in which the day starts
     */
    ReferenceNumbers(long second) {
        this.first = Math.floorMod(second * SEQUENCES_A_SECOND, SEQUENCES);
    }

    /** Format 1, acquirer 6, date YDDD 4, sequence 11, Luhn check digit. */
    String next(CardNetwork network, LocalDate date) {
        String acquirer =
                switch (network) {
                    case MASTERCARD -> "1512345";
                    case VISA -> "7440001";
                };
        String number =
                acquirer
                        + date.getYear() % 10
                        + SeededCards.digits(date.getDayOfYear(), 3)
                        + SeededCards.digits((first + given++) % SEQUENCES, 11);
        return number + SeededCards.checkDigit(number);
    }
}
