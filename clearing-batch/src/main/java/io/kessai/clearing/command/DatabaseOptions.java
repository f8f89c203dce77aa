package io.kessai.clearing.command;

import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.database.DatabaseUrl;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that name the database, by flag or environment variable. */
public final class DatabaseOptions {

    @Option(
            names = "--db",
            paramLabel = "URL",
            defaultValue = "${env:KESSAI_DB_URL}",
            description = "JDBC URL of the database; default KESSAI_DB_URL.")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "${env:KESSAI_DB_BATCH_USER:-${env:KESSAI_DB_USER}}",
            description = "Login; default KESSAI_DB_BATCH_USER, then KESSAI_DB_USER.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password",
            paramLabel = "WORD",
            defaultValue = "${env:KESSAI_DB_BATCH_PASSWORD:-${env:KESSAI_DB_PASSWORD}}",
            description = "Default KESSAI_DB_BATCH_PASSWORD, then KESSAI_DB_PASSWORD.")
    private Optional<String> password = Optional.empty();

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    /**
     * The database named.
     *
     * @throws ParameterException when none is, or its URL is refused
     */
    public ClearingDatabase database() {
        String named = url.orElseThrow(() -> usage("--db needs a URL, jdbc:postgresql://…"));
        List<String> refusals = new DatabaseUrl(named).refusals();
        if (!refusals.isEmpty()) {
            throw usage("--db: " + String.join("; ", refusals));
        }
        String login = user.orElseThrow(() -> usage("--user or KESSAI_DB_BATCH_USER is needed"));
        return new ClearingDatabase(named, login, password.orElse(""));
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
