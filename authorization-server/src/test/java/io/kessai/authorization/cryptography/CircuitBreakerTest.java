package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kessai.authorization.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three failures open it, and ten time units later one call is tried.
 *
 * <p>happens: {@code N?} asks at time N whether a call may be made, {@code N-} tells a failure,
 * {@code +} a success. told: the answer to each question, and what opened or closed it.
 */
class CircuitBreakerTest {
    private static final String TABLE =
            """
            # case                                        | happens                          | told                   | state
            calls are let through                         | 0? + 1? + 2?                     | yes yes yes            | CLOSED
            two failures are not enough                   | 0? 1- 2? 3- 4?                   | yes yes yes            | CLOSED
            the third opens it                            | 1- 2- 3- 3? 12?                  | opens no no            | OPEN
            only failures in a row count                  | 1- 2- + 3- 4- 5?                 | yes                    | CLOSED
            after the pause one call is tried             | 1- 2- 3- 13? 13? 22?             | opens yes no no        | TRYING
            not a moment before                           | 1- 2- 3- 12?                     | opens no               | OPEN
            a trial that succeeds closes it               | 1- 2- 3- 13? + 13?               | opens yes closes yes   | CLOSED
            and failures count from the start             | 1- 2- 3- 13? + 14- 15- 16?       | opens yes closes yes   | CLOSED
            a trial that fails opens it again             | 1- 2- 3- 13? 14- 14? 23? 24?     | opens yes opens no no yes | TRYING
            a trial nobody heard of again                 | 1- 2- 3- 13? 22? 23?             | opens yes no yes       | TRYING
            a late success changes nothing while open     | 1- 2- 3- + 4?                    | opens no               | OPEN
            a late failure does not prolong the pause     | 1- 2- 3- 9- 13?                  | opens yes              | TRYING
            the clock may start below zero and pass it    | -5- -4- -3- 6? 7?                | opens no yes           | TRYING
            """;

    static List<Table.Row> rows() {
        return Table.parse(TABLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void calls_go_through_as_the_table_says(Table.Row row) {
        CircuitBreaker breaker = new CircuitBreaker(3, 10);
        List<String> told = new ArrayList<>();
        for (String event : row.get("happens").split(" +")) {
            String time = event.substring(0, event.length() - 1);
            switch (event.charAt(event.length() - 1)) {
                case '?' -> told.add(breaker.admits(Long.parseLong(time)) ? "yes" : "no");
                case '-' -> add(told, breaker.failed(Long.parseLong(time)), "opens");
                default -> add(told, breaker.succeeded(), "closes");
            }
        }
        assertEquals(row.get("told"), String.join(" ", told));
        assertEquals(row.get("state"), breaker.state().name());
    }

    private static void add(List<String> told, boolean happened, String word) {
        if (happened) {
            told.add(word);
        }
    }
}
