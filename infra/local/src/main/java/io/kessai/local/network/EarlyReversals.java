package io.kessai.local.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reversals that came before their originals (section 3.1, "early"). Not thread-safe: guarded by
 * its {@link AccountBook}.
 */
final class EarlyReversals {
    private final Rules rules;
    private final ChainFinder finder;
    private final List<Request> remembered = new ArrayList<>();

    EarlyReversals(Rules rules, ChainFinder finder) {
        this.rules = rules;
        this.finder = finder;
    }

    void remember(Request reversal) {
        remembered.add(reversal);
    }

    /** The reversal that came before this message. */
    Optional<Request> of(Request original) {
        boolean isOfKnownChain =
                Amounts.isIncrement(original) && finder.chainOf(original).isPresent();
        return remembered.stream()
                .filter(reversal -> reversal.text(2).equals(original.text(2)))
                .filter(
                        reversal ->
                                OriginalReference.of(reversal)
                                                .filter(named -> named.names(original))
                                                .isPresent()
                                        || (!isOfKnownChain && namesItsId(reversal, original)))
                .findFirst();
    }

    private boolean namesItsId(Request reversal, Request original) {
        return rules.hold(Rule.EARLY_REVERSAL_NAMES_A_NETWORK_ID)
                && ChainFinder.same(reversal, original, ChainFinder.NETWORK_ID);
    }

    void reduce(Chain chain, Request reversal) {
        if (rules.hold(Rule.EARLY_PARTIAL_REVERSAL_REDUCES_ITS_ORIGINAL)) {
            chain.reverseTo(chain.targetOf(reversal), rules);
        }
    }
}
