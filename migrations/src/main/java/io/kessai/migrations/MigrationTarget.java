package io.kessai.migrations;

import java.util.Map;
import java.util.Optional;

/**
 * The database to migrate, and the login that may change its schema.
 *
 * @param url a JDBC URL of PostgreSQL 15 or newer, such as {@code
 *     jdbc:postgresql://host:5432/kessai}
 * @param user a login that may create roles, tables and functions
 * @param password its password; empty where the server asks for none
 */
public record MigrationTarget(String url, String user, String password) {

    /**
     * Reads {@code KESSAI_DB_URL} and {@code KESSAI_DB_MIGRATIONS_USER} / {@code _PASSWORD}, which
     * default to {@code KESSAI_DB_USER} / {@code _PASSWORD}.
     *
     * @return empty when the URL or the user is not given
     */
    public static Optional<MigrationTarget> fromEnvironment(Map<String, String> environment) {
        String url = environment.getOrDefault("KESSAI_DB_URL", "");
        String user = first(environment, "KESSAI_DB_MIGRATIONS_USER", "KESSAI_DB_USER").orElse("");
        String password =
                first(environment, "KESSAI_DB_MIGRATIONS_PASSWORD", "KESSAI_DB_PASSWORD")
                        .orElse("");
        return url.isBlank() || user.isBlank()
                ? Optional.empty()
                : Optional.of(new MigrationTarget(url, user, password));
    }

    private static Optional<String> first(
            Map<String, String> environment, String name, String otherwise) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(otherwise)));
    }

    /** Leaves the password out, and whatever parameters the URL carries. */
    @Override
    public String toString() {
        return user + "@" + address();
    }

    /** The URL without its parameters, which may carry a password. */
    String address() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }
}
