package io.kessai.iso8583;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The facts that ISO 8583 leaves to agreement between networks and issuers, read where the dialect
 * file says.
 *
 * <p>A fact whose line is missing from the file is never found. Immutable and thread-safe.
 */
public final class DialectFacts {
    private final Map<Fact, Location> locations;

    /** The names of {@code fact} lines. */
    enum Fact {
        ORIGINAL_REFERENCE("original-reference"),
        PARTIAL_APPROVAL("partial-approval"),
        INCREMENT("increment"),
        REPLACEMENT_AMOUNT("replacement-amount"),
        NETWORK_TRANSACTION_ID("network-transaction-id");

        private final String word;

        Fact(String word) {
            this.word = word;
        }

        static Optional<Fact> of(String word) {
            for (Fact fact : values()) {
                if (fact.word.equals(word)) {
                    return Optional.of(fact);
                }
            }
            return Optional.empty();
        }

        /** Whether the fact is a claim, which needs a value to compare with. */
        boolean isClaim() {
            return this == PARTIAL_APPROVAL || this == INCREMENT;
        }
    }

    DialectFacts(Map<Fact, Location> locations) {
        this.locations = new EnumMap<>(Fact.class);
        this.locations.putAll(locations);
    }

    /** Whether the terminal can take less than it asked for. */
    public boolean partialApprovalAccepted(Message message) {
        return location(Fact.PARTIAL_APPROVAL).filter(l -> l.holds(message)).isPresent();
    }

    /** Whether an authorization adds to an earlier one. */
    public boolean isIncrement(Message message) {
        return location(Fact.INCREMENT).filter(l -> l.holds(message)).isPresent();
    }

    /**
     * What remains of the original after a partial reversal, in minor units of the message's
     * currency; zero reverses all of it, nothing means that the message names no such amount.
     */
    public Optional<Long> replacementAmount(Message message) {
        return location(Fact.REPLACEMENT_AMOUNT).flatMap(l -> l.read(message)).map(Long::valueOf);
    }

    /** The network's own name of the transaction; blanks around it are dropped, all 0 is none. */
    public Optional<String> networkTransactionId(Message message) {
        return location(Fact.NETWORK_TRANSACTION_ID)
                .flatMap(l -> l.read(message))
                .map(String::strip)
                .filter(id -> !OriginalReference.isZero(id));
    }

    /** The message that this one is about, or nothing when no part of the reference is given. */
    public Optional<OriginalReference> originalReference(Message message) {
        return location(Fact.ORIGINAL_REFERENCE)
                .flatMap(l -> l.read(message))
                .filter(digits -> !OriginalReference.isZero(digits))
                .map(OriginalReference::of);
    }

    /** The span of field {@code number} that must be digits for its fact to be readable. */
    Optional<Location> digitsRequiredIn(int number) {
        return location(Fact.REPLACEMENT_AMOUNT).filter(l -> l.field() == number);
    }

    private Optional<Location> location(Fact fact) {
        return Optional.ofNullable(locations.get(fact));
    }
}
