package io.kessai.clearing.command;

import io.kessai.clearing.run.DeclaredProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * Who works on exceptions: the login that the database authenticated ({@code session_user}), so
 * that every operator has one of their own. Only the local profile, where all share one login,
 * takes a name from the command line, and only on a database declared local: the database itself
 * takes no other name elsewhere.
 */
public final class OperatorOptions {
    private static final String LOCAL = "local";

    @Option(
            names = "--operator",
            paramLabel = "NAME",
            description =
                    "Who you are; only with --profile local. Elsewhere it is the database login.")
    private Optional<String> operator = Optional.empty();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "${env:KESSAI_PROFILE:-}",
            description = "local, or anything else: strict; default KESSAI_PROFILE.")
    private String profile = "";

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    /**
     * Who it is.
     *
     * @throws ParameterException when a name is given outside the local profile, or is blank; when
     *     the local profile is claimed on a database that is not declared local
     */
    public String operator(Connection connection) throws SQLException {
        if (operator.isPresent() && !profile.equals(LOCAL)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--operator is only for --profile local: elsewhere the operator is the database"
                            + " login");
        }
        if (operator.filter(String::isBlank).isPresent()) {
            throw new ParameterException(command.commandLine(), "--operator must not be blank");
        }
        String login = login(connection);
        if (profile.equals(LOCAL) && !DeclaredProfile.isLocal(connection)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--profile local is only for a database declared local, and this one is"
                            + " production: leave it and --operator out, you are the database login "
                            + login);
        }
        return operator.orElse(login);
    }

    private static String login(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select session_user");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
