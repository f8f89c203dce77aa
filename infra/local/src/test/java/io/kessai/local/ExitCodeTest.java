package io.kessai.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void theNumbersAreAPromiseToOperators() {
        assertEquals(
                List.of(
                        "DONE=0",
                        "REFUSED=1",
                        "WRONG_USAGE=2",
                        "UNREACHABLE=3",
                        "INVARIANT_BROKEN=4"),
                Arrays.stream(ExitCode.values()).map(code -> code + "=" + code.code()).toList());
    }
}
