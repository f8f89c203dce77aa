package io.kessai.local.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseEndpointTest {

    private static final String URL = "jdbc:postgresql://db.example:5432/kessai";

    @Test
    void withoutAUrlThereIsNoExternalServer() {
        assertEquals(
                Optional.empty(),
                DatabaseEndpoint.fromEnvironment(Map.of("KESSAI_DB_USER", "somebody")));
    }

    @Test
    void aRolesOwnLoginOutranksTheCommonOne() {
        DatabaseEndpoint endpoint =
                DatabaseEndpoint.fromEnvironment(
                                Map.of(
                                        "KESSAI_DB_URL", URL,
                                        "KESSAI_DB_USER", "common",
                                        "KESSAI_DB_PASSWORD", "p1",
                                        "KESSAI_DB_READER_USER", "reader",
                                        "KESSAI_DB_READER_PASSWORD", "p2"))
                        .orElseThrow();
        assertEquals(new Login("common", "p1"), endpoint.login(DatabaseRole.SERVER));
        assertEquals(new Login("reader", "p2"), endpoint.login(DatabaseRole.READER));
    }

    @Test
    void aUrlWithoutAnyUserIsWrongUsage() {
        OperatingFailure failure =
                assertThrows(
                        OperatingFailure.class,
                        () -> DatabaseEndpoint.fromEnvironment(Map.of("KESSAI_DB_URL", URL)));
        assertEquals(ExitCode.WRONG_USAGE, failure.exitCode());
    }

    @Test
    void anotherProcessReadsTheSameEndpointFromItsEnvironment() {
        DatabaseEndpoint endpoint =
                DatabaseEndpoint.fromEnvironment(
                                Map.of("KESSAI_DB_URL", URL, "KESSAI_DB_USER", "u"))
                        .orElseThrow();
        assertEquals(
                Optional.of(endpoint), DatabaseEndpoint.fromEnvironment(endpoint.environment()));
    }

    @Test
    void printingItShowsNoPassword() {
        DatabaseEndpoint endpoint =
                DatabaseEndpoint.fromEnvironment(
                                Map.of(
                                        "KESSAI_DB_URL", URL,
                                        "KESSAI_DB_USER", "u",
                                        "KESSAI_DB_PASSWORD", "secret"))
                        .orElseThrow();
        assertFalse(endpoint.toString().contains("secret"));
    }
}
