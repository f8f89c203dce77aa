package io.kessai.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which numbers in free text are hidden, and which stay. */
class PanMaskTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # text                             | masked
                    4111111111111111                   | 411111******1111
                    card 4111111111111111.             | card 411111******1111.
                    4111111111111112                   | 4111111111111112
                    4111 1111 1111 1111                | 4111 11** **** 1111
                    4111-1111-1111-1111                | 4111-11**-****-1111
                    4111-1111 1111-1111                | 4111-11** ****-1111
                    4111 1111 1111 1112                | 4111 1111 1111 1112
                    3782 822463 10005                  | 3782 82**** *0005
                    411111 1111111111                  | 411111 ******1111
                    4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1    | 4 1 1 1 1 1 * * * * * * 1 1 1 1
                    4222222222222                      | 422222***2222
                    6304000000000000000                | 630400*********0000
                    paid 21 4111 1111 1111 1111 12 pcs | paid 21 4111 11** **** 1111 12 pcs
                    4111111111111111 5500000000000004  | 411111******1111 550000******0004
                    4111  1111 1111 1111               | 4111  1111 1111 1111
                    4111/1111/1111/1111                | 4111/1111/1111/1111
                    2026-11-21 11:35:14                | 2026-11-21 11:35:14
                    000000000000000000                 | 000000000000000000
                    0000-0000-0000-0000                | 0000-0000-0000-0000
                    411111111111                       | 411111111111
                    """)
    void theMiddleOfWhatCouldBeACardNumberIsHidden(String text, String masked) {
        assertEquals(masked, PanMask.of(text, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # id                  | masked
                    378282246310005       | 378282246310005
                    4111111111111111      | 411111******1111
                    4111 1111 1111 1111   | 4111 11** **** 1111
                    4222-2222-22222       | 4222-22**-*2222
                    MDS1234561121         | MDS1234561121
                    """)
    void anIdKeepsPlainNumbersOfUpTo15Digits(String id, String masked) {
        assertEquals(masked, PanMask.inId(id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # a run, searched from 20 digits on | masked
                    99994111111111111111                | **
                    """)
    void aLongRunIsSearched(String text, String hidden) {
        assertEquals(true, PanMask.of(text, 20).contains(hidden));
    }
}
