package io.kessai.local.network.clearing;

import io.kessai.domain.Direction;
import io.kessai.domain.clearing.CardNetwork;
import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.domain.clearing.Outcome;
import io.kessai.local.network.SeededCards;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the networks deliver without an authorization before it. */
final class UnaskedStories {
    private final ItemSource source;

    /** Every story there is. */
    final List<Function<CardNetwork, Told>> all =
            List.of(
                    this::offline,
                    this::refund,
                    this::takesBackNothing,
                    this::badCardNumber,
                    this::unknownCard,
                    this::collectionOnly,
                    this::feeToUs,
                    this::feeFromUs);

    UnaskedStories(ItemSource source) {
        this.source = source;
    }

    private Told offline(CardNetwork network) {
        return Told.tonight(debit(network), new Meaning.Unauthorized());
    }

    private Told refund(CardNetwork network) {
        ClearingItem item = source.unasked(source.anyCard(network), Direction.CREDIT);
        return Told.tonight(item, new Meaning.Unauthorized());
    }

    private Told takesBackNothing(CardNetwork network) {
        return Told.tonight(debit(network).reversed(), new Meaning.TakesBackNothing());
    }

    private Told badCardNumber(CardNetwork network) {
        String pan = SeededCards.badPan(source.anyCard(network));
        return suspended(source.nobodys(network, pan), ExceptionKind.RECORD_ERROR);
    }

    private Told unknownCard(CardNetwork network) {
        String pan = SeededCards.pan(source.unseededCard());
        return suspended(source.nobodys(network, pan), ExceptionKind.UNKNOWN_CARD);
    }

    private Told collectionOnly(CardNetwork network) {
        return Told.tonight(
                debit(network).collectionOnly(),
                new Meaning.Apart(Outcome.COLLECTION_ONLY, Optional.empty()));
    }

    private Told feeToUs(CardNetwork network) {
        return fee(source.unasked(source.anyCard(network), Direction.CREDIT));
    }

    private Told feeFromUs(CardNetwork network) {
        return fee(debit(network));
    }

    private ClearingItem debit(CardNetwork network) {
        return source.unasked(source.anyCard(network), Direction.DEBIT);
    }

    private static Told fee(ClearingItem item) {
        return Told.tonight(
                item.as(ClearingItem.Type.FEE),
                new Meaning.Apart(Outcome.FEE_POSTED, Optional.empty()));
    }

    private static Told suspended(ClearingItem item, ExceptionKind why) {
        return Told.tonight(item, new Meaning.Apart(Outcome.SUSPENDED, Optional.of(why)));
    }
}
