package io.kessai.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The published list: a line may be added here, never changed or removed. */
class ErrorCodeTest {
    private static final String PUBLISHED =
            """
            101 REQUEST_INVALID
            102 REQUEST_ID_REUSED
            201 ACCOUNT_NOT_FOUND
            202 CARD_NOT_FOUND
            203 AUTHORIZATION_NOT_FOUND
            204 CARD_EXISTS
            205 CLEARING_FILE_NOT_FOUND
            206 CLEARING_EXCEPTION_NOT_FOUND
            301 ACCOUNT_CLOSED
            302 CURRENCY_MISMATCH
            303 STATUS_CHANGE_REFUSED
            304 PAN_RANGE_EXHAUSTED
            305 AMOUNT_OUT_OF_RANGE
            306 CLEARING_FILE_REFUSED
            307 STEP_OUT_OF_ORDER
            308 SECOND_PERSON_NEEDED
            309 CLEARING_EXCEPTION_CLOSED
            310 CONTROLS_CHANGED
            311 POSITION_OUTDATED
            501 STORE_UNAVAILABLE retryable
            502 STORE_BUSY retryable
            503 VAULT_KEY_UNKNOWN
            504 VAULT_CONTENT_CHANGED
            505 SCHEMA_OUTDATED
            506 CONFIGURATION_REFUSED
            507 STEP_RUNNING retryable
            508 FILE_STORE_UNAVAILABLE retryable
            509 TOO_MANY_WATCHERS retryable
            510 WORKFLOW_UNAVAILABLE retryable
            599 SYSTEM_MALFUNCTION""";

    @Test
    void numbers_names_and_retryability_are_as_published() {
        String declared =
                Arrays.stream(ErrorCode.values())
                        .map(
                                code ->
                                        code.number()
                                                + " "
                                                + code.name()
                                                + (code.isRetryable() ? " retryable" : ""))
                        .collect(Collectors.joining("\n"));

        assertEquals(PUBLISHED, declared);
    }
}
