package io.kessai.local.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Section 5, "finding the original": the first level with exactly one hit, chains counted once. Not
 * thread-safe.
 */
final class ChainFinder {

    /** DE62: the network's own name of the transaction. */
    static final int NETWORK_ID = 62;

    private final Rules rules;
    private final List<Chain> chains;
    private final ApprovalCodes codes;
    private final Predicate<Chain> isCandidate;

    /** DE38 of the answer to a message, or its own; empty where neither has one. */
    interface ApprovalCodes {
        String of(Request message);
    }

    /**
     * @param added the increment that is meant, where it is not the whole chain
     */
    record Found(Chain chain, Optional<Chain.Added> added) {}

    /**
     * @param chains looked through at each call
     */
    ChainFinder(Rules rules, List<Chain> chains, ApprovalCodes codes) {
        this(rules, chains, codes, _ -> true);
    }

    private ChainFinder(
            Rules rules, List<Chain> chains, ApprovalCodes codes, Predicate<Chain> isCandidate) {
        this.rules = rules;
        this.chains = chains;
        this.codes = codes;
        this.isCandidate = isCandidate;
    }

    Optional<Found> find(Request request) {
        return findAmong(request);
    }

    /** The same among single messages only, or among all others. */
    Optional<Found> find(Request request, boolean isSingle) {
        return new ChainFinder(rules, chains, codes, chain -> chain.isSingle() == isSingle)
                .findAmong(request);
    }

    /** The chain of an increment: in its own currency. */
    Optional<Chain> chainOf(Request increment) {
        return find(increment)
                .map(Found::chain)
                .filter(chain -> chain.first.text(49).equals(increment.text(49)));
    }

    private Optional<Found> findAmong(Request request) {
        return byNetworkId(request)
                .or(() -> only(request, Rule.ORIGINAL_IS_FOUND_BY_DE90, ChainFinder::isNamed))
                .or(
                        () ->
                                only(
                                        request,
                                        Rule.ORIGINAL_IS_FOUND_BY_DE37_AND_DE41,
                                        (r, m) -> same(r, m, 37) && same(r, m, 41)))
                .or(
                        () ->
                                only(
                                        request,
                                        Rule.ORIGINAL_IS_FOUND_BY_DE38,
                                        (r, m) ->
                                                r.field(38).isPresent()
                                                        && r.text(38).equals(codes.of(m))
                                                        && r.amount() == m.amount()));
    }

    /** The id names a chain; DE90 beside it may name one increment of that chain. */
    private Optional<Found> byNetworkId(Request request) {
        if (!rules.hold(Rule.ORIGINAL_IS_FOUND_BY_NETWORK_ID)) {
            return Optional.empty();
        }
        List<Chain> hits =
                candidates(request).stream()
                        .filter(chain -> same(request, chain.first, NETWORK_ID))
                        .toList();
        return hits.size() == 1
                ? Optional.of(
                        new Found(
                                hits.getFirst(),
                                hits.getFirst()
                                        .added()
                                        .filter(added -> isNamed(request, added.message()))
                                        .findFirst()
                                        .filter(_ -> meansIncrements())))
                : Optional.empty();
    }

    private Optional<Found> only(
            Request request, Rule level, BiPredicate<Request, Request> isMeant) {
        if (!rules.hold(level)) {
            return Optional.empty();
        }
        List<Found> hits = new ArrayList<>();
        for (Chain chain : candidates(request)) {
            if (isMeant.test(request, chain.first)) {
                hits.add(new Found(chain, Optional.empty()));
            }
            chain.added()
                    .filter(added -> isMeant.test(request, added.message()))
                    .forEach(added -> hits.add(new Found(chain, Optional.of(added))));
        }
        if (hits.stream().map(hit -> hit.chain).distinct().count() != 1) {
            return Optional.empty();
        }
        return hits.size() == 1 && meansIncrements()
                ? Optional.of(hits.getFirst())
                : Optional.of(new Found(hits.getFirst().chain, Optional.empty()));
    }

    private List<Chain> candidates(Request request) {
        return chains.stream()
                .filter(chain -> chain.first.text(2).equals(request.text(2)))
                .filter(chain -> chain.isCredit == Amounts.isCredit(request))
                .filter(isCandidate)
                .toList();
    }

    private boolean meansIncrements() {
        return rules.hold(Rule.REVERSAL_OF_AN_INCREMENT_LEAVES_ITS_CHAIN);
    }

    private static boolean isNamed(Request request, Request message) {
        return OriginalReference.of(request)
                .filter(OriginalReference::isExact)
                .filter(reference -> reference.names(message))
                .isPresent();
    }

    /** Whether both messages have the field, and the same in it. */
    static boolean same(Request a, Request b, int field) {
        return a.field(field).isPresent() && a.field(field).equals(b.field(field));
    }
}
