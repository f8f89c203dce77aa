package io.kessai.local.network;

import io.kessai.local.proofs.CardProofs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client knows: the messages it sent, by natural key, and every answer it received for each.
 * Thread-safe.
 */
final class Exchanges {

    /** Answers made without the database: a repeat may get another one. */
    private static final List<String> NOT_OF_RECORD = List.of("91", "96");

    /** DE39 of an approved request, whole or in part. */
    private static final List<String> APPROVALS = List.of("00", "10", "87");

    private static final String WRONG_PIN = "55";

    private final Map<String, Exchange> exchanges = new LinkedHashMap<>();

    /** One message, however often it was sent. */
    private static final class Exchange {
        private final Request first;
        private final List<Answer> answers = new ArrayList<>(2);

        Exchange(Request first) {
            this.first = first;
        }

        Optional<Answer> last() {
            return answers.isEmpty() ? Optional.empty() : Optional.of(answers.getLast());
        }

        Optional<Answer> ofRecord() {
            return answers.stream()
                    .filter(answer -> !NOT_OF_RECORD.contains(answer.responseCode()))
                    .findFirst();
        }
    }

    synchronized void sent(Request request) {
        exchanges.putIfAbsent(request.key(), new Exchange(request));
    }

    synchronized void answered(Request request, Answer answer) {
        of(request).answers.add(answer);
    }

    synchronized int size() {
        return exchanges.size();
    }

    /** The messages that never got an answer of record. */
    synchronized List<Request> open() {
        return exchanges.values().stream()
                .filter(exchange -> exchange.ofRecord().isEmpty())
                .map(exchange -> exchange.first)
                .toList();
    }

    synchronized List<Request> all() {
        return exchanges.values().stream().map(exchange -> exchange.first).toList();
    }

    /** DE39, 38, 4 and 54 of the answer that came last, or nothing before one came. */
    synchronized Optional<String> lastAnswer(Request request) {
        return of(request).last().map(Answer::ofRecord);
    }

    /** Whether the last answer says that the message was not decided, or was undone. */
    synchronized boolean endsUndecided(Request request) {
        return of(request)
                .last()
                .filter(answer -> !NOT_OF_RECORD.contains(answer.responseCode()))
                .isEmpty();
    }

    /**
     * A line for each message that got two different answers of record, or lost the one it had, or
     * whose right PIN was wrong to the server: then it has lost a key.
     */
    synchronized List<String> contradictions() {
        return exchanges.values().stream()
                .map(Exchanges::contradiction)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> contradiction(Exchange exchange) {
        Optional<Answer> recorded = exchange.ofRecord();
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        List<String> different =
                exchange.answers.stream()
                        .filter(answer -> !NOT_OF_RECORD.contains(answer.responseCode()))
                        .map(Answer::ofRecord)
                        .distinct()
                        .toList();
        boolean lost =
                exchange.last().filter(a -> NOT_OF_RECORD.contains(a.responseCode())).isPresent();
        boolean isKeyLost =
                recorded.get().responseCode().equals(WRONG_PIN) && hasRightPin(exchange.first);
        return different.size() > 1 || lost || isKeyLost
                ? Optional.of(exchange.first + " got " + codes(exchange.answers))
                : Optional.empty();
    }

    private static boolean hasRightPin(Request request) {
        CardProofs card = CardProofs.of(request.text(2), request.text(14));
        return request.field(ProofBook.PIN)
                .filter(block -> card.hasPin(block, request.text(ProofBook.TRACK)))
                .isPresent();
    }

    private static List<String> codes(Collection<Answer> answers) {
        return answers.stream().map(Answer::ofRecord).toList();
    }

    /** How many requests (0100, 0101) ended approved. */
    synchronized long approvals() {
        return exchanges.values().stream()
                .filter(exchange -> exchange.first.messageClass().equals("10"))
                .flatMap(exchange -> exchange.last().stream())
                .filter(answer -> APPROVALS.contains(answer.responseCode()))
                .count();
    }

    synchronized long answersWith(String responseCode) {
        return exchanges.values().stream()
                .flatMap(exchange -> exchange.answers.stream())
                .filter(answer -> answer.responseCode().equals(responseCode))
                .count();
    }

    private Exchange of(Request request) {
        Exchange exchange = exchanges.get(request.key());
        if (exchange == null) {
            throw new IllegalStateException(request + " was never sent");
        }
        return exchange;
    }
}
