package io.kessai.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardLifecycleTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # from        | may move to
                    ACTIVE        | ACTIVE PAUSED BLOCKED LOST STOLEN CLOSED
                    NOT_ACTIVATED | ACTIVE NOT_ACTIVATED PAUSED BLOCKED LOST STOLEN CLOSED
                    PAUSED        | ACTIVE PAUSED BLOCKED LOST STOLEN CLOSED
                    BLOCKED       | ACTIVE PAUSED BLOCKED LOST STOLEN CLOSED
                    LOST          | LOST STOLEN CLOSED
                    STOLEN        | LOST STOLEN CLOSED
                    CLOSED        | CLOSED
                    """)
    void a_card_moves_only_where_it_may(CardStatus from, String allowed) {
        assertEquals(
                allowed,
                Arrays.stream(CardStatus.values())
                        .filter(to -> CardLifecycle.allows(from, to))
                        .map(CardStatus::name)
                        .collect(Collectors.joining(" ")));
    }
}
