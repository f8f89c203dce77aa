package io.kessai.local.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A day's recorded answers, compared again with books that are perhaps kept by other rules.
 *
 * <p>Pure. It shows that the books can find fault: with one rule broken they must complain about
 * answers that were right.
 */
public final class Replay {

    private Replay() {}

    /**
     * What an account had at the start and at the end of a day, as the server told it.
     *
     * @param closing nothing where the account's balance could not be asked
     */
    public record Balance(long opening, Optional<Long> closing) {}

    /**
     * Every complaint of books kept by {@code rules}.
     *
     * @param answers by message number
     * @param balances by account
     */
    public static List<String> complaints(
            Day day, Map<Integer, Answer> answers, Map<Integer, Balance> balances, Rules rules) {
        Books books = new Books(day.fleet(), rules);
        balances.forEach((account, balance) -> books.open(account, balance.opening()));
        List<String> complaints = new ArrayList<>();
        for (Day.Step step : day.steps()) {
            for (Request drafted : step.requests()) {
                Request request = withApprovalCode(drafted, answers);
                Expectation expected = books.expect(request);
                Optional<Answer> answer = Optional.ofNullable(answers.get(request.number()));
                answer.flatMap(received -> books.check(request, expected, received))
                        .or(() -> missing(expected, answer))
                        .ifPresent(complaint -> complaints.add(request + ": " + complaint));
            }
        }
        new TreeMap<>(balances)
                .forEach(
                        (account, balance) ->
                                balance.closing()
                                        .filter(told -> told != books.available(account))
                                        .ifPresent(
                                                told ->
                                                        complaints.add(
                                                                "account "
                                                                        + account
                                                                        + " closes wrong")));
        return complaints;
    }

    /** The message as it goes out: with the code of an earlier answer in DE38, where it had one. */
    static Request withApprovalCode(Request request, Map<Integer, Answer> answers) {
        return request.approvalCodeOf()
                .flatMap(number -> Optional.ofNullable(answers.get(number)))
                .map(answer -> answer.text(38))
                .filter(code -> !code.isEmpty())
                .map(code -> request.with(38, code))
                .orElse(request);
    }

    private static Optional<String> missing(Expectation expected, Optional<Answer> answer) {
        return answer.isEmpty() && expected.isAnswered()
                ? Optional.of("must be answered " + expected.responseCode() + ", was not")
                : Optional.empty();
    }
}
