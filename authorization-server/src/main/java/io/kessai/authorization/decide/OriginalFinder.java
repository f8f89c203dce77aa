package io.kessai.authorization.decide;

import io.kessai.domain.MessageKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the authorization a reversal, advice or increment is for: same card and direction, four
 * levels, and more than one hit on a level leads to the next.
 *
 * <p>A chain counts once, whichever of its messages is named; where that is one of its increments
 * and nothing else, the increment alone is meant.
 *
 * <p>Levels: 1 network transaction id or trace id; 2 DE90 (DE56 of 1993); 3 DE37 and DE41 within 30
 * days; 4 DE38 and amount within 30 days.
 */
final class OriginalFinder {

    private final AuthorizationRequest request;
    private final List<Authorization> candidates;

    private OriginalFinder(AuthorizationRequest request, List<Authorization> candidates) {
        this.request = request;
        this.candidates = candidates;
    }

    /**
     * @param increment of the original, where the message means it alone
     * @param level 1 to 4
     */
    record Found(Authorization original, Optional<Increment> increment, int level) {}

    /** One message of a chain, as a later one may name it. */
    private record Named(
            Authorization chain,
            Optional<Increment> increment,
            MessageKey key,
            Names names,
            String forwarder,
            String approvalCode,
            Instant decidedAt) {

        static Stream<Named> of(Authorization chain) {
            Named first =
                    new Named(
                            chain,
                            Optional.empty(),
                            chain.key(),
                            chain.names(),
                            chain.forwarder(),
                            chain.approvalCode(),
                            chain.decidedAt());
            return Stream.concat(
                    Stream.of(first),
                    chain.increments().stream()
                            .map(
                                    added ->
                                            new Named(
                                                    chain,
                                                    Optional.of(added),
                                                    added.key(),
                                                    added.names(),
                                                    added.forwarder(),
                                                    added.approvalCode(),
                                                    added.decidedAt())));
        }

        /**
         * What a message that names it may say of it: of the first message the chain's sum, too.
         */
        boolean isOf(SentAmount amount) {
            if (increment.isPresent()) {
                return amount.equals(increment.get().amount());
            }
            return amount.equals(chain.amount()) || amount.equals(chain.firstAmount());
        }
    }

    static Optional<Found> find(DecisionInput input) {
        return find(input, _ -> true);
    }

    /**
     * The same among what may hold money alone: a single message never does, but one that completes
     * a part of an authorization has its names.
     */
    static Optional<Found> findHolding(DecisionInput input) {
        return find(input, OriginalFinder::mayHold);
    }

    /** The one of these that the message names as the network does. */
    static Optional<Found> holdingByNetwork(DecisionInput input) {
        return new OriginalFinder(input.request(), candidates(input, OriginalFinder::mayHold))
                .byNetwork();
    }

    private static boolean mayHold(Authorization candidate) {
        return !candidate.isSingleMessage();
    }

    /** The same among some candidates only. */
    static Optional<Found> find(DecisionInput input, Predicate<Authorization> isCandidate) {
        OriginalFinder finder = new OriginalFinder(input.request(), candidates(input, isCandidate));
        Instant earliest = Authorization.earliestByNumbers(input.now());
        return finder.byNetwork()
                .or(() -> finder.only(2, finder::isNamed))
                .or(() -> finder.only(3, finder.since(earliest, finder::hasRetrievalReference)))
                .or(() -> finder.only(4, finder.since(earliest, finder::hasApprovalCodeAndAmount)));
    }

    private static List<Authorization> candidates(
            DecisionInput input, Predicate<Authorization> isCandidate) {
        return input.situation().authorizations().stream()
                .filter(candidate -> candidate.direction() == input.request().direction())
                .filter(isCandidate)
                .toList();
    }

    /** The network's id names the chain; DE90 beside it may name one increment of it. */
    private Optional<Found> byNetwork() {
        List<Authorization> hits =
                candidates.stream()
                        .filter(candidate -> candidate.isNamedByNetwork(request.references()))
                        .limit(2)
                        .toList();
        if (hits.size() != 1) {
            return Optional.empty();
        }
        List<Named> named = Named.of(hits.getFirst()).filter(this::isNamed).limit(2).toList();
        return Optional.of(
                new Found(
                        hits.getFirst(),
                        named.size() == 1 ? named.getFirst().increment() : Optional.empty(),
                        1));
    }

    /** The only chain with a message that matches: that message alone, if it is an increment. */
    private Optional<Found> only(int level, Predicate<Named> matches) {
        List<Named> hits = candidates.stream().flatMap(Named::of).filter(matches).toList();
        long chains = hits.stream().map(hit -> hit.chain().id()).distinct().count();
        if (chains != 1) {
            return Optional.empty();
        }
        Named hit = hits.getFirst();
        return Optional.of(
                new Found(
                        hit.chain(), hits.size() == 1 ? hit.increment() : Optional.empty(), level));
    }

    private Predicate<Named> since(Instant earliest, Predicate<Named> matches) {
        return candidate -> !candidate.decidedAt().isBefore(earliest) && matches.test(candidate);
    }

    private boolean isNamed(Named candidate) {
        MessageKey key = candidate.key();
        return request.references()
                .original()
                .filter(OriginalMessage::isExact)
                .filter(
                        named ->
                                named.mti().charAt(1) == key.messageClass().charAt(0)
                                        && named.stan().equals(key.stan())
                                        && candidate
                                                .names()
                                                .isSentAt(named.sentAt(), key.transmission())
                                        && agrees(named.acquirer(), key.acquirer())
                                        && agrees(named.forwarder(), candidate.forwarder()))
                .isPresent();
    }

    private boolean hasRetrievalReference(Named candidate) {
        String rrn = request.key().rrn();
        String terminal = request.key().terminal();
        return !rrn.isEmpty()
                && !terminal.isEmpty()
                && rrn.equals(candidate.key().rrn())
                && terminal.equals(candidate.key().terminal());
    }

    private boolean hasApprovalCodeAndAmount(Named candidate) {
        String code = request.references().approvalCode();
        return !code.isEmpty()
                && code.equals(candidate.approvalCode())
                && candidate.isOf(request.payment().amount());
    }

    /** DE90 carries institutions padded with zeros; absent ones agree with any. */
    private static boolean agrees(String named, String institution) {
        return named.isEmpty() || named.equals(OriginalMessage.withoutLeadingZeros(institution));
    }
}
