package io.kessai.iso8583;

import io.kessai.domain.Country;
import io.kessai.domain.Secret;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The facts that ISO 8583 leaves to agreement between networks and issuers, read where the dialect
 * file says.
 *
 * <p>A fact whose line is missing from the file is never found. Immutable and thread-safe.
 */
public final class DialectFacts {
    /** Of a dialect that agreed upon nothing. */
    public static final DialectFacts NONE = new DialectFacts(Map.of());

    private final Map<Fact, FactSource> sources;

    /** The names of {@code fact} lines. */
    enum Fact {
        ORIGINAL_REFERENCE("original-reference"),
        PARTIAL_APPROVAL("partial-approval"),
        INCREMENT("increment"),
        PARTIAL_COMPLETION("partial-completion"),
        PARTIAL_REVERSAL("partial-reversal"),
        REPLACEMENT_AMOUNT("replacement-amount"),
        REPLACEMENT_BILLED("replacement-billed"),
        ORIGINAL_AMOUNT("original-amount"),
        REVERSED_AMOUNT("reversed-amount"),
        NETWORK_TRANSACTION_ID("network-transaction-id"),
        TRACE_ID("trace-id"),
        OWN_TRACE_ID("own-trace-id"),
        CARD_PRESENT("card-present"),
        E_COMMERCE("e-commerce"),
        MERCHANT_INITIATED("merchant-initiated"),
        PRE_AUTHORIZATION("pre-authorization"),
        ACCEPTOR_COUNTRY("acceptor-country"),
        CARD_BLOCK("card-block"),
        CARD_UNBLOCK("card-unblock"),
        CARD_VERIFICATION_VALUE("card-verification-value"),
        CARD_VERIFICATION_MATCHED("card-verification-matched"),
        CARD_VERIFICATION_FAILED("card-verification-failed"),
        CARD_VERIFICATION_UNPROCESSED("card-verification-unprocessed"),
        TRACK_VERIFICATION_FAILED("track-verification-failed"),
        AUTHENTICATION_VALUE("authentication-value"),
        NEW_PIN_KEY("new-pin-key"),
        NEW_PIN_KEY_CHECK("new-pin-key-check");

        private final String word;

        Fact(String word) {
            this.word = word;
        }

        /** The words of all facts, for help texts. */
        static List<String> words() {
            return Arrays.stream(values()).map(fact -> fact.word).toList();
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
            return switch (this) {
                case PARTIAL_APPROVAL,
                        INCREMENT,
                        PARTIAL_COMPLETION,
                        PARTIAL_REVERSAL,
                        CARD_PRESENT,
                        E_COMMERCE,
                        MERCHANT_INITIATED,
                        PRE_AUTHORIZATION,
                        CARD_BLOCK,
                        CARD_UNBLOCK,
                        CARD_VERIFICATION_MATCHED,
                        CARD_VERIFICATION_FAILED,
                        CARD_VERIFICATION_UNPROCESSED,
                        TRACK_VERIFICATION_FAILED ->
                        true;
                case ORIGINAL_REFERENCE,
                        REPLACEMENT_AMOUNT,
                        REPLACEMENT_BILLED,
                        ORIGINAL_AMOUNT,
                        REVERSED_AMOUNT,
                        NETWORK_TRANSACTION_ID,
                        TRACE_ID,
                        OWN_TRACE_ID,
                        ACCEPTOR_COUNTRY,
                        CARD_VERIFICATION_VALUE,
                        AUTHENTICATION_VALUE,
                        NEW_PIN_KEY,
                        NEW_PIN_KEY_CHECK ->
                        false;
            };
        }

        /** Whether we write the fact ourselves, so that its fields must be whole. */
        boolean isWritten() {
            return this == CARD_BLOCK || this == CARD_UNBLOCK;
        }

        /** Whether our answers tell it, so that its place must be able to hold its value. */
        boolean isTold() {
            return this == CARD_VERIFICATION_MATCHED
                    || this == CARD_VERIFICATION_FAILED
                    || this == CARD_VERIFICATION_UNPROCESSED
                    || this == TRACK_VERIFICATION_FAILED;
        }

        /** Whether the fact is an amount in minor units. */
        boolean isAmount() {
            return this == REPLACEMENT_AMOUNT
                    || this == REPLACEMENT_BILLED
                    || this == ORIGINAL_AMOUNT
                    || this == REVERSED_AMOUNT;
        }

        /** Whether the fact is found in a secret field, and is a secret itself. */
        boolean isSecret() {
            return this == CARD_VERIFICATION_VALUE || this == AUTHENTICATION_VALUE;
        }

        /** Whether the fact is a secret too, but in a field that other messages use otherwise. */
        boolean isOfKeyChange() {
            return this == NEW_PIN_KEY || this == NEW_PIN_KEY_CHECK;
        }

        /** The word of the fact's line. */
        String word() {
            return word;
        }
    }

    DialectFacts(Map<Fact, FactSource> sources) {
        this.sources = new EnumMap<>(Fact.class);
        this.sources.putAll(sources);
    }

    /** Whether the terminal can take less than it asked for. */
    public boolean partialApprovalAccepted(Message message) {
        return holds(Fact.PARTIAL_APPROVAL, message);
    }

    /** Whether an authorization adds to an earlier one. */
    public boolean isIncrement(Message message) {
        return holds(Fact.INCREMENT, message);
    }

    /** Whether more will follow of what it completes, so that the rest stays held. */
    public boolean isPartialCompletion(Message message) {
        return holds(Fact.PARTIAL_COMPLETION, message);
    }

    /** Whether the card was at the merchant, and read there. */
    public boolean isCardPresent(Message message) {
        return holds(Fact.CARD_PRESENT, message);
    }

    /** Whether the cardholder bought over a network. */
    public boolean isElectronicCommerce(Message message) {
        return holds(Fact.E_COMMERCE, message);
    }

    /** Whether the merchant asks by itself, with what the cardholder left there. */
    public boolean isMerchantInitiated(Message message) {
        return holds(Fact.MERCHANT_INITIATED, message);
    }

    /** Whether the amount is an estimate that is settled later. */
    public boolean isPreAuthorization(Message message) {
        return holds(Fact.PRE_AUTHORIZATION, message);
    }

    /** Where the card acceptor is: of its places the first that tells a country. */
    public Optional<Country> acceptorCountry(Message message) {
        return source(Fact.ACCEPTOR_COUNTRY).flatMap(source -> source.read(message, Country::of));
    }

    /** Whether a file update (0302) asks that the card be blocked. */
    public boolean isCardBlock(Message message) {
        return holds(Fact.CARD_BLOCK, message);
    }

    /**
     * The fields that say in a file update of ours that the card is blocked, by number; nothing
     * where the dialect has no words for it.
     */
    public Optional<Map<Integer, String>> cardBlock() {
        return source(Fact.CARD_BLOCK).map(FactSource::written);
    }

    /** As {@link #cardBlock}, that it is blocked no longer. */
    public Optional<Map<Integer, String>> cardUnblock() {
        return source(Fact.CARD_UNBLOCK).map(FactSource::written);
    }

    /**
     * What remains of the original after a partial reversal, in minor units of the message's
     * currency; zero reverses all of it, nothing means that the message names no such amount.
     *
     * <p>Where the dialect has an original amount and a reversed one instead, their difference,
     * never below zero. Where it marks partial reversals, only of messages with the mark.
     */
    public Optional<Long> replacementAmount(Message message) {
        if (sources.containsKey(Fact.PARTIAL_REVERSAL) && !holds(Fact.PARTIAL_REVERSAL, message)) {
            return Optional.empty();
        }
        Optional<Long> original = amount(Fact.ORIGINAL_AMOUNT, message);
        Optional<Long> reversed = amount(Fact.REVERSED_AMOUNT, message);
        return amount(Fact.REPLACEMENT_AMOUNT, message)
                .or(() -> original.flatMap(o -> reversed.map(r -> Math.max(0, o - r))));
    }

    /**
     * The field that is missing where a message is marked as a partial reversal and does not say
     * what remains: to take it for a full one would give back too much.
     */
    public OptionalInt missingInPartialReversal(Message message) {
        if (!holds(Fact.PARTIAL_REVERSAL, message) || replacementAmount(message).isPresent()) {
            return OptionalInt.empty();
        }
        return Stream.of(Fact.REPLACEMENT_AMOUNT, Fact.ORIGINAL_AMOUNT, Fact.REVERSED_AMOUNT)
                .flatMap(fact -> source(fact).stream())
                .flatMap(FactSource::locations)
                .mapToInt(Location::field)
                .filter(field -> !message.has(field))
                .findFirst();
    }

    /**
     * What remains after a partial reversal, in the currency that the cardholder is billed in;
     * nothing where the message leaves it zero.
     */
    public Optional<Long> replacementBilled(Message message) {
        return amount(Fact.REPLACEMENT_BILLED, message).filter(amount -> amount > 0);
    }

    /**
     * The name that this message has in later ones, where a network has no one name for the whole
     * transaction; it never finds the message's own original.
     */
    public Optional<String> ownTraceId(Message message) {
        return name(Fact.OWN_TRACE_ID, message);
    }

    /** The {@link #ownTraceId} of the message that this one is about. */
    public Optional<String> traceId(Message message) {
        return name(Fact.TRACE_ID, message);
    }

    /** The network's own name of the transaction; blanks around it are dropped, all 0 is none. */
    public Optional<String> networkTransactionId(Message message) {
        return name(Fact.NETWORK_TRANSACTION_ID, message);
    }

    /** The message that this one is about, or nothing when no part of the reference is given. */
    public Optional<OriginalReference> originalReference(Message message) {
        return read(Fact.ORIGINAL_REFERENCE, message)
                .filter(digits -> !OriginalReference.isZero(digits))
                .flatMap(OriginalReference::of);
    }

    /** The verification value printed on the card (CVV2, CVC2), without blanks around it. */
    public Optional<Secret> cardVerificationValue(Message message) {
        return secret(Fact.CARD_VERIFICATION_VALUE, message);
    }

    /**
     * The answer with the network's word for what became of a verification value; whatever else
     * stands in the field stays, and blanks fill what stands before the word.
     *
     * @return empty where the dialect has no word for it
     */
    public Optional<Message> telling(CardVerification result, Message answer) {
        Fact fact =
                switch (result) {
                    case MATCHED -> Fact.CARD_VERIFICATION_MATCHED;
                    case FAILED -> Fact.CARD_VERIFICATION_FAILED;
                    case UNPROCESSED -> Fact.CARD_VERIFICATION_UNPROCESSED;
                    case TRACK_FAILED -> Fact.TRACK_VERIFICATION_FAILED;
                };
        return source(fact).map(source -> source.told(answer));
    }

    /** What 3-D Secure vouches for the cardholder with (CAVV); hex of a binary field. */
    public Optional<Secret> authenticationValue(Message message) {
        return secret(Fact.AUTHENTICATION_VALUE, message);
    }

    /** The key for PIN blocks that a key change brings, under another key; hex. */
    public Optional<Secret> newPinKey(Message message) {
        return hidden(Fact.NEW_PIN_KEY, message);
    }

    /** The check value of {@link #newPinKey}, without the blanks around it; hex. */
    public Optional<Secret> newPinKeyCheck(Message message) {
        return hidden(Fact.NEW_PIN_KEY_CHECK, message);
    }

    /** The span of field {@code number} that must be digits for its fact to be readable. */
    Optional<Location> digitsRequiredIn(int number) {
        return source(Fact.REPLACEMENT_AMOUNT).stream()
                .flatMap(FactSource::locations)
                .filter(l -> l.field() == number)
                .findFirst();
    }

    private boolean holds(Fact fact, Message message) {
        return source(fact).filter(source -> source.holds(message)).isPresent();
    }

    private Optional<Long> amount(Fact fact, Message message) {
        return read(fact, message).map(Long::valueOf);
    }

    private Optional<String> name(Fact fact, Message message) {
        return read(fact, message)
                .map(String::strip)
                .filter(name -> !OriginalReference.isZero(name));
    }

    private Optional<String> read(Fact fact, Message message) {
        return source(fact).flatMap(source -> source.read(message));
    }

    private Optional<Secret> secret(Fact fact, Message message) {
        return source(fact).flatMap(source -> source.secret(message));
    }

    private Optional<Secret> hidden(Fact fact, Message message) {
        return source(fact).flatMap(source -> source.hidden(message));
    }

    private Optional<FactSource> source(Fact fact) {
        return Optional.ofNullable(sources.get(fact));
    }
}
