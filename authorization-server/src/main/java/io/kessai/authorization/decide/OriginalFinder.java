package io.kessai.authorization.decide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the authorization a reversal or advice is for: same card and direction, four levels, and
 * more than one hit on a level leads to the next.
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
     * @param level 1 to 4
     */
    record Found(Authorization original, int level) {}

    static Optional<Found> find(DecisionInput input) {
        AuthorizationRequest request = input.request();
        List<Authorization> candidates =
                input.situation().authorizations().stream()
                        .filter(candidate -> candidate.direction() == request.direction())
                        .toList();
        OriginalFinder finder = new OriginalFinder(request, candidates);
        Instant earliest = Authorization.earliestByNumbers(input.now());
        return finder.only(1, candidate -> candidate.isNamedByNetwork(request.references()))
                .or(() -> finder.only(2, finder::isNamed))
                .or(() -> finder.only(3, finder.since(earliest, finder::hasRetrievalReference)))
                .or(() -> finder.only(4, finder.since(earliest, finder::hasApprovalCodeAndAmount)));
    }

    private Optional<Found> only(int level, Predicate<Authorization> matches) {
        List<Authorization> hits = candidates.stream().filter(matches).limit(2).toList();
        return hits.size() == 1 ? Optional.of(new Found(hits.get(0), level)) : Optional.empty();
    }

    private Predicate<Authorization> since(Instant earliest, Predicate<Authorization> matches) {
        return candidate -> !candidate.decidedAt().isBefore(earliest) && matches.test(candidate);
    }

    private boolean isNamed(Authorization candidate) {
        return request.references()
                .original()
                .filter(OriginalMessage::isExact)
                .filter(
                        named ->
                                named.mti().charAt(1) == candidate.key().messageClass().charAt(0)
                                        && named.stan().equals(candidate.key().stan())
                                        && candidate
                                                .names()
                                                .isSentAt(
                                                        named.sentAt(),
                                                        candidate.key().transmission())
                                        && agrees(named.acquirer(), candidate.key().acquirer())
                                        && agrees(named.forwarder(), candidate.forwarder()))
                .isPresent();
    }

    private boolean hasRetrievalReference(Authorization candidate) {
        String rrn = request.key().rrn();
        String terminal = request.key().terminal();
        return !rrn.isEmpty()
                && !terminal.isEmpty()
                && rrn.equals(candidate.key().rrn())
                && terminal.equals(candidate.key().terminal());
    }

    private boolean hasApprovalCodeAndAmount(Authorization candidate) {
        String code = request.references().approvalCode();
        return !code.isEmpty()
                && code.equals(candidate.approvalCode())
                && request.payment().amount().equals(candidate.amount());
    }

    /** DE90 carries institutions padded with zeros; absent ones agree with any. */
    private static boolean agrees(String named, String institution) {
        return named.isEmpty() || named.equals(OriginalMessage.withoutLeadingZeros(institution));
    }
}
