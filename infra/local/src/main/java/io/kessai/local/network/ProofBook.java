package io.kessai.local.network;

import io.kessai.local.proofs.CardProofs;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Rows 8 and 9 of the order of checks (section 6) for one account: what its cards have proved, and
 * what they have used up of PIN tries and transaction counters.
 *
 * <p>Written from docs/authorization.md alone; what is right it computes by itself. A card's proofs
 * are new when the book is. Not thread-safe: guarded by its {@link AccountBook}.
 */
final class ProofBook {

    /** The drafts' place for CVV2: three digits, which few dialects have a field for. */
    static final int PRINTED_VALUE = 126;

    /** The same place in answers: M or N, Y for a false track, or {@link #NOTHING_TOLD}. */
    static final int VERIFICATION = PRINTED_VALUE;

    /** The dialect has words for tracks and printed values, and none of them came. */
    static final String NOTHING_TOLD = "-";

    /** What few dialects have a word for. */
    static final String FALSE_TRACK = "Y";

    private static final String MATCH = "M";
    private static final String NO_MATCH = "N";

    static final int TRACK = 35;
    static final int PIN = 52;
    static final int CHIP = 55;

    /** Wrong PINs in a row after which none is accepted. */
    private static final int TRIES = 3;

    /** Of a chip's counters so many may still come, each once. */
    private static final int COUNTERS = 32;

    /** Codes of what is looked at behind the PIN. */
    private static final List<String> AFTER_THE_PIN = List.of("12", "13");

    /** DE39 of a message that is refused for what it proves itself with, and for little else. */
    private static final List<String> NOT_PROVED = List.of("05", "55", "75", "82", "N7");

    private static final List<String> YES = List.of("00", "10", "85", "87");

    private final Fleet fleet;
    private final Rules rules;
    private final Map<Integer, UsedUp> cards = new HashMap<>();

    /** What a card has used up. */
    private static final class UsedUp {
        private final Set<Integer> counters = new HashSet<>();
        private int highest = -COUNTERS;
        private int wrongPins;
    }

    ProofBook(Fleet fleet, Rules rules) {
        this.fleet = fleet;
        this.rules = rules;
    }

    boolean hasFalseCryptogram(Request request) {
        return request.field(CHIP).isPresent() && counter(request).isEmpty();
    }

    boolean hasUsedCounter(Request request) {
        OptionalInt counter = counter(request);
        return counter.isPresent() && usedUp(request.card()).counters.contains(counter.getAsInt());
    }

    boolean hasOldCounter(Request request) {
        OptionalInt counter = counter(request);
        return counter.isPresent()
                && usedUp(request.card()).highest - counter.getAsInt() >= COUNTERS;
    }

    boolean hasFalseTrack(Request request) {
        boolean isChip =
                request.text(22).startsWith("05") && rules.hold(Rule.CHIP_HAS_ITS_OWN_VALUE);
        return request.field(TRACK)
                .filter(track -> !card(request).hasOnTrack(track, isChip))
                .isPresent();
    }

    boolean hasFalsePrintedValue(Request request) {
        return request.field(PRINTED_VALUE)
                .filter(digits -> !card(request).hasPrinted(digits))
                .isPresent();
    }

    boolean hasNoTriesLeft(Request request) {
        return request.field(PIN).isPresent() && usedUp(request.card()).wrongPins >= TRIES;
    }

    boolean hasFalsePin(Request request) {
        return request.field(PIN)
                .filter(block -> !card(request).hasPin(block, request.text(TRACK)))
                .isPresent();
    }

    /**
     * Enters what a request leaves: a counter is used up whatever the answer, a wrong PIN where it
     * is the answer, and a right one gives the tries back where nothing before it failed.
     *
     * @param refused DE39 of the first of rows 4 to 10 that failed
     */
    void enter(Request request, Optional<String> refused) {
        if (request.card() < 0 || !Amounts.isSupported(request)) {
            return;
        }
        UsedUp card = usedUp(request.card());
        if (refused.isEmpty() || rules.hold(Rule.COUNTER_IS_USED_BY_A_REFUSAL)) {
            counter(request).ifPresent(counter -> use(card, counter));
        }
        if (request.field(PIN).isEmpty()) {
            return;
        }
        if (refused.filter("55"::equals).isPresent()) {
            card.wrongPins++;
        } else if (refused.isEmpty() || AFTER_THE_PIN.contains(refused.get())) {
            card.wrongPins = rules.hold(Rule.RIGHT_PIN_GIVES_TRIES_BACK) ? 0 : card.wrongPins;
        }
    }

    /** The expectation of a yes, with what the chip must be told. */
    Expectation answering(Request request, Expectation decided) {
        boolean isTold =
                request.card() >= 0
                        && request.field(CHIP).isPresent()
                        && YES.contains(decided.responseCode())
                        && rules.hold(Rule.CHIP_IS_ANSWERED);
        return isTold ? decided.withChipAnswer(card(request).answer(request.text(CHIP))) : decided;
    }

    /**
     * The expectation with what the answer must tell about verification values, whatever its code:
     * a false one on the track goes before the printed one. It is of this message, also where the
     * answer is that of an earlier one.
     */
    Expectation telling(Request request, Expectation decided) {
        boolean isTold =
                request.card() >= 0
                        && List.of("10", "20").contains(request.messageClass())
                        && rules.hold(Rule.CARD_VERIFICATION_IS_TOLD);
        return decided.withCardVerification(isTold ? verification(request) : Optional.empty());
    }

    private Optional<String> verification(Request request) {
        return hasFalseTrack(request)
                ? Optional.of(FALSE_TRACK)
                : request.field(PRINTED_VALUE)
                        .map(digits -> card(request).hasPrinted(digits) ? MATCH : NO_MATCH);
    }

    /** Whether a request proves its card or cardholder with anything. */
    static boolean isProving(Request request) {
        return List.of("10", "20").contains(request.messageClass())
                && List.of(TRACK, PIN, CHIP, PRINTED_VALUE).stream()
                        .anyMatch(field -> request.field(field).isPresent());
    }

    /** Whether this DE39 refuses such a request for its proofs. */
    static boolean isNotProved(String responseCode) {
        return NOT_PROVED.contains(responseCode);
    }

    private static void use(UsedUp card, int counter) {
        card.counters.add(counter);
        card.highest = Math.max(card.highest, counter);
    }

    private OptionalInt counter(Request request) {
        return request.field(CHIP).isPresent() && request.card() >= 0
                ? card(request).counter(request.text(CHIP))
                : OptionalInt.empty();
    }

    private CardProofs card(Request request) {
        return CardProofs.of(SeededCards.pan(request.card()), fleet.expiryOf(request.card()));
    }

    private UsedUp usedUp(int card) {
        return cards.computeIfAbsent(card, _ -> new UsedUp());
    }
}
