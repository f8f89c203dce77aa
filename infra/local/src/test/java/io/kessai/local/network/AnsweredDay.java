package io.kessai.local.network;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A day with the answers that books kept by the specification ask for. */
public record AnsweredDay(
        Day day,
        Map<Integer, Answer> answers,
        Map<Integer, Replay.Balance> balances,
        List<DayAuthorization> authorizations) {

    public static AnsweredDay of(Day day) {
        Books books = new Books(day.fleet());
        day.accounts().forEach(account -> books.open(account, day.fleet().limitOf(account)));
        Map<Integer, Answer> answers = new HashMap<>();
        for (Request drafted : day.requests()) {
            Request request = Replay.withApprovalCode(drafted, answers);
            Expectation expected = books.expect(request);
            if (expected.isAnswered()) {
                Answer answer = answer(request, expected);
                books.check(request, expected, answer)
                        .ifPresent(
                                complaint -> {
                                    throw new AssertionError(request + ": " + complaint);
                                });
                answers.put(request.number(), answer);
            }
        }
        Map<Integer, Replay.Balance> balances = new HashMap<>();
        for (int account : day.accounts()) {
            balances.put(
                    account,
                    new Replay.Balance(
                            day.fleet().limitOf(account),
                            day.fleet().canBeInquired(account)
                                    ? Optional.of(books.available(account))
                                    : Optional.empty()));
        }
        return new AnsweredDay(day, answers, balances, books.authorizations());
    }

    /** An answer that meets the expectation, with everything else as sent. */
    static Answer answer(Request request, Expectation expected) {
        TreeMap<Integer, String> fields = new TreeMap<>(request.fields());
        fields.remove(2);
        fields.remove(ProofBook.TRACK);
        fields.remove(ProofBook.PIN);
        fields.remove(38);
        fields.remove(54);
        fields.remove(ProofBook.CHIP);
        fields.remove(ProofBook.VERIFICATION);
        expected.cardVerification().ifPresent(word -> fields.put(ProofBook.VERIFICATION, word));
        expected.chipAnswer().ifPresent(chip -> fields.put(ProofBook.CHIP, chip));
        fields.put(39, expected.responseCode());
        if (expected.approvalCode() == Expectation.ApprovalCode.PRESENT) {
            fields.put(38, SeededCards.digits(expected.recordedUnder(), 6));
        }
        expected.amount().ifPresent(amount -> fields.put(4, SeededCards.digits(amount, 12)));
        expected.available()
                .ifPresent(
                        amount ->
                                fields.put(
                                        54,
                                        "0002392"
                                                + (amount < 0 ? "D" : "C")
                                                + SeededCards.digits(Math.abs(amount), 12)));
        expected.malformedField().ifPresent(field -> fields.put(44, String.valueOf(field)));
        return new Answer(Instant.EPOCH, expected.mti(), fields);
    }
}
