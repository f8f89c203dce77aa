package io.kessai.local.network.clearing;

import io.kessai.domain.clearing.CardNetwork;
import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.domain.clearing.Outcome;
import io.kessai.local.network.DayAuthorization;
import io.kessai.local.network.SeededCards;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * What can become of an authorization when it is cleared: each story is a few records in their
 * order. Every story comes up once for each network before chance decides.
 */
final class ClearingStories {

    /** In a hundred authorizations, how many are cleared for what was authorized. */
    private static final int PLAIN_PERCENT = 55;

    /** Below this amount an authorization is cleared whole: its parts would be nothing. */
    private static final long AMOUNT_IN_PARTS = 100;

    /** DE42, the merchant, and DE62, the network's id of the transaction. */
    private static final List<Integer> NAMES = List.of(42, 62);

    private final SplittableRandom random;
    private final ItemSource source;

    /** Cards with the merchants and ids of what was approved for them. */
    private final Set<String> approved = new HashSet<>();

    private final Map<CardNetwork, Integer> told = new EnumMap<>(CardNetwork.class);
    private final List<Function<DayAuthorization, List<Told>>> all =
            List.of(
                    this::full,
                    this::never,
                    this::partial,
                    this::partialWithMoreAnnounced,
                    this::tipped,
                    this::over,
                    this::inParts,
                    this::late,
                    this::takenBack,
                    this::takenBackLater,
                    this::takenBackInPart,
                    this::takenBackBeyond,
                    this::presentedAgain,
                    this::twice,
                    this::twiceLater,
                    this::disputed,
                    this::secondPresentmentTakenBack);

    ClearingStories(
            SplittableRandom random, ItemSource source, List<DayAuthorization> authorizations) {
        this.random = random;
        this.source = source;
        for (DayAuthorization authorization : authorizations) {
            if (wasApproved(authorization)) {
                NAMES.forEach(field -> approved.add(name(authorization, field)));
            }
        }
        approved.remove("");
    }

    /** What becomes of an authorization; empty where it is never cleared. */
    List<Told> of(DayAuthorization authorization) {
        if (authorization.amount() == 0 || isReversedAbroad(authorization)) {
            return List.of();
        }
        return switch (authorization.state()) {
            case APPROVED -> approved(authorization);
            case REFUSED, POSTED -> List.of();
            case DECLINED -> isMistakable(authorization) ? List.of() : seldom(authorization);
            case REVERSED -> seldom(authorization);
        };
    }

    private static boolean wasApproved(DayAuthorization authorization) {
        return switch (authorization.state()) {
            case APPROVED, REVERSED, POSTED -> true;
            case DECLINED, REFUSED -> false;
        };
    }

    private List<Told> seldom(DayAuthorization authorization) {
        return authorization.isCredit() || random.nextInt(3) > 0 ? List.of() : full(authorization);
    }

    /**
     * Whether an approved authorization of the card has the network's id or the merchant of a
     * declined one: declined ones are looked at last, so that the other would be charged.
     */
    private boolean isMistakable(DayAuthorization declined) {
        return NAMES.stream().anyMatch(field -> approved.contains(name(declined, field)));
    }

    private static String name(DayAuthorization authorization, int field) {
        String text = authorization.first().text(field);
        return text.isEmpty() ? "" : "%d %d %s".formatted(authorization.card(), field, text);
    }

    /** What stands after a reversal is known in the account's currency only. */
    private static boolean isReversedAbroad(DayAuthorization authorization) {
        return authorization.isFollowed() && authorization.isAbroad();
    }

    private List<Told> approved(DayAuthorization authorization) {
        if (authorization.isCredit()) {
            return authorization.isFollowed() || random.nextInt(4) == 0
                    ? List.of()
                    : full(authorization);
        }
        if (authorization.held() == 0) {
            return List.of();
        }
        if (authorization.isFollowed() || authorization.amount() < AMOUNT_IN_PARTS) {
            return random.nextInt(4) == 0 ? never(authorization) : full(authorization);
        }
        CardNetwork network = SeededCards.network(authorization.card());
        int place = told.merge(network, 1, Integer::sum) - 1;
        if (place < all.size()) {
            return all.get(place).apply(authorization);
        }
        return random.nextInt(100) < PLAIN_PERCENT
                ? full(authorization)
                : all.get(random.nextInt(all.size())).apply(authorization);
    }

    private List<Told> full(DayAuthorization authorization) {
        return List.of(tonight(authorization, source.presentment(authorization)));
    }

    /** The hold stays until it lapses. */
    private List<Told> never(DayAuthorization authorization) {
        return List.of();
    }

    private List<Told> partial(DayAuthorization authorization) {
        return List.of(tonight(authorization, of(authorization, 60)));
    }

    /** The rest is announced and never comes: it lapses. */
    private List<Told> partialWithMoreAnnounced(DayAuthorization authorization) {
        ClearingItem.Part first = new ClearingItem.Part(1, 2, false);
        return List.of(tonight(authorization, of(authorization, 40).with(first)));
    }

    private List<Told> tipped(DayAuthorization authorization) {
        return List.of(tonight(authorization, of(authorization, 110)));
    }

    private List<Told> over(DayAuthorization authorization) {
        return List.of(tonight(authorization, of(authorization, 180)));
    }

    private List<Told> inParts(DayAuthorization authorization) {
        long amount = authorization.amount();
        long[] parts = {amount / 2, amount / 3, amount - amount / 2 - amount / 3};
        ClearingItem item = source.presentment(authorization);
        List<Told> story = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            ClearingItem.Part part =
                    new ClearingItem.Part(i + 1, parts.length, i == parts.length - 1);
            story.add(
                    tonight(
                            authorization,
                            source.renamed(item)
                                    .with(source.sums(parts[i], authorization.currency()))
                                    .with(part)));
        }
        return story;
    }

    /** Delivered when the hold has lapsed. */
    private List<Told> late(DayAuthorization authorization) {
        return List.of(
                Told.late(source.presentment(authorization), new Meaning.Clears(authorization)));
    }

    private List<Told> takenBack(DayAuthorization authorization) {
        ClearingItem item = source.presentment(authorization);
        return List.of(
                tonight(authorization, item),
                Told.tonight(item.reversed(), new Meaning.TakesBack()));
    }

    private List<Told> takenBackLater(DayAuthorization authorization) {
        ClearingItem item = source.presentment(authorization);
        return List.of(
                tonight(authorization, item), Told.later(item.reversed(), new Meaning.TakesBack()));
    }

    private List<Told> takenBackInPart(DayAuthorization authorization) {
        return takenBack(authorization, 50);
    }

    private List<Told> takenBackBeyond(DayAuthorization authorization) {
        return takenBack(authorization, 125);
    }

    private List<Told> takenBack(DayAuthorization authorization, int percent) {
        ClearingItem item = source.presentment(authorization);
        ClearingItem.Sums sums =
                source.sums(authorization.amount() * percent / 100, authorization.currency());
        return List.of(
                tonight(authorization, item),
                Told.tonight(item.reversed().with(sums), new Meaning.TakesBack()));
    }

    /** Presented, taken back, presented again under the same reference: no duplicate. */
    private List<Told> presentedAgain(DayAuthorization authorization) {
        ClearingItem item = source.presentment(authorization);
        return List.of(
                tonight(authorization, item),
                Told.tonight(item.reversed(), new Meaning.TakesBack()),
                tonight(authorization, item));
    }

    private List<Told> twice(DayAuthorization authorization) {
        ClearingItem item = source.presentment(authorization);
        return List.of(tonight(authorization, item), Told.tonight(item, duplicate()));
    }

    private List<Told> twiceLater(DayAuthorization authorization) {
        ClearingItem item = source.presentment(authorization);
        return List.of(tonight(authorization, item), Told.later(item, duplicate()));
    }

    /** Presented, charged back by us, presented a second time by the acquirer. */
    private List<Told> disputed(DayAuthorization authorization) {
        ClearingItem item = source.presentment(authorization);
        return List.of(
                tonight(authorization, item),
                Told.later(
                        item.as(ClearingItem.Type.DISPUTE),
                        new Meaning.Apart(Outcome.DISPUTE_RECORD, Optional.empty())),
                Told.late(item.as(ClearingItem.Type.SECOND_PRESENTMENT), secondPresentment()));
    }

    private List<Told> secondPresentmentTakenBack(DayAuthorization authorization) {
        ClearingItem item = source.presentment(authorization);
        ClearingItem second = item.as(ClearingItem.Type.SECOND_PRESENTMENT);
        return List.of(
                tonight(authorization, item),
                Told.later(second, secondPresentment()),
                Told.later(second.reversed(), secondPresentment()));
    }

    /** The presentment for some percent of what was authorized. */
    private ClearingItem of(DayAuthorization authorization, int percent) {
        long amount = authorization.amount() * percent / 100;
        return source.presentment(authorization)
                .with(source.sums(amount, authorization.currency()));
    }

    private static Told tonight(DayAuthorization authorization, ClearingItem item) {
        return Told.tonight(item, new Meaning.Clears(authorization));
    }

    private static Meaning duplicate() {
        return new Meaning.Apart(Outcome.DUPLICATE, Optional.of(ExceptionKind.DUPLICATE));
    }

    private static Meaning secondPresentment() {
        return new Meaning.Apart(
                Outcome.SECOND_PRESENTMENT, Optional.of(ExceptionKind.SECOND_PRESENTMENT));
    }
}
