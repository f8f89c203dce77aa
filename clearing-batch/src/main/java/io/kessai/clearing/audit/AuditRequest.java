package io.kessai.clearing.audit;

import io.kessai.database.DatabaseUrl;
import io.kessai.domain.Pan;
import io.kessai.domain.PanToken;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What to audit.
 *
 * @param url a JDBC URL of PostgreSQL
 * @param user the login; a reader is enough for everything but sealed columns
 * @param password its password, empty where the server asks for none
 * @param answers a client's record of answers, JSON lines
 * @param logs files and folders to search for card data
 * @param tokens makes tokens of card numbers, where the vault's key is at hand
 * @param findingsMax how many findings each check names, at least 1
 */
record AuditRequest(
        String url,
        String user,
        String password,
        Optional<Path> answers,
        List<Path> logs,
        Optional<Function<Pan, PanToken>> tokens,
        int findingsMax) {

    AuditRequest {
        logs = List.copyOf(logs);
    }

    /** Leaves the password out, and whatever parameters the URL carries. */
    @Override
    public String toString() {
        return user + "@" + address();
    }

    /** The URL without its parameters, which may carry a password. */
    String address() {
        return new DatabaseUrl(url).address();
    }
}
