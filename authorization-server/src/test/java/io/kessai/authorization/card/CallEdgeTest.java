package io.kessai.authorization.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallEdgeTest {

    @Test
    void every_code_has_its_grpc_status() {
        assertEquals(
                """
                REQUEST_INVALID INVALID_ARGUMENT
                REQUEST_ID_REUSED ALREADY_EXISTS
                ACCOUNT_NOT_FOUND NOT_FOUND
                CARD_NOT_FOUND NOT_FOUND
                AUTHORIZATION_NOT_FOUND NOT_FOUND
                CARD_EXISTS ALREADY_EXISTS
                CLEARING_FILE_NOT_FOUND NOT_FOUND
                CLEARING_EXCEPTION_NOT_FOUND NOT_FOUND
                ACCOUNT_CLOSED FAILED_PRECONDITION
                CURRENCY_MISMATCH FAILED_PRECONDITION
                STATUS_CHANGE_REFUSED FAILED_PRECONDITION
                PAN_RANGE_EXHAUSTED RESOURCE_EXHAUSTED
                AMOUNT_OUT_OF_RANGE OUT_OF_RANGE
                CLEARING_FILE_REFUSED FAILED_PRECONDITION
                STEP_OUT_OF_ORDER FAILED_PRECONDITION
                SECOND_PERSON_NEEDED FAILED_PRECONDITION
                CLEARING_EXCEPTION_CLOSED FAILED_PRECONDITION
                CONTROLS_CHANGED FAILED_PRECONDITION
                POSITION_OUTDATED OUT_OF_RANGE
                STORE_UNAVAILABLE UNAVAILABLE
                STORE_BUSY UNAVAILABLE
                VAULT_KEY_UNKNOWN INTERNAL
                VAULT_CONTENT_CHANGED INTERNAL
                SCHEMA_OUTDATED INTERNAL
                CONFIGURATION_REFUSED INTERNAL
                STEP_RUNNING UNAVAILABLE
                FILE_STORE_UNAVAILABLE UNAVAILABLE
                TOO_MANY_WATCHERS RESOURCE_EXHAUSTED
                WORKFLOW_UNAVAILABLE UNAVAILABLE
                SYSTEM_MALFUNCTION INTERNAL""",
                Arrays.stream(ErrorCode.values())
                        .map(code -> code + " " + CallEdge.status(code))
                        .collect(Collectors.joining("\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("thrown")
    void what_is_thrown_becomes_a_code(String what, RuntimeException thrown, ErrorCode code) {
        Supplier<Outcome<String>> call =
                () -> {
                    throw thrown;
                };

        Outcome.Refused<?> refused =
                assertInstanceOf(Outcome.Refused.class, CallEdge.outcome("Test", call), what);

        assertEquals(code, refused.code());
    }

    private static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(
                        "a field",
                        new InvalidFieldException("reason", "is missing"),
                        ErrorCode.REQUEST_INVALID),
                Arguments.of(
                        "an operating failure",
                        new OperatingException(ErrorCode.STORE_BUSY, "busy"),
                        ErrorCode.STORE_BUSY),
                sql("a connection cut", "08006", ErrorCode.STORE_UNAVAILABLE),
                sql("no connection in the pool", "", ErrorCode.STORE_UNAVAILABLE),
                sql("a lock timeout", "55P03", ErrorCode.STORE_BUSY),
                sql("a deadlock", "40P01", ErrorCode.STORE_BUSY),
                sql("a broken check", "23514", ErrorCode.SYSTEM_MALFUNCTION),
                Arguments.of("a bug", new IllegalStateException(), ErrorCode.SYSTEM_MALFUNCTION));
    }

    private static Arguments sql(String what, String state, ErrorCode code) {
        return Arguments.of(
                what, new IllegalStateException(new SQLException("refused", state)), code);
    }
}
