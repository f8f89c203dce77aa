package io.kessai.clearing.command;

import io.kessai.clearing.exceptions.Action;
import io.kessai.clearing.exceptions.Resolution;
import io.kessai.clearing.exceptions.Resolutions;
import io.kessai.clearing.run.ClearingDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code exceptions resolve}: what its maker wants done. */
@Command(
        name = "resolve",
        description = {
            "Resolves an exception. accept and link take effect at once and move no money.",
            "post (suspense or dispute to an account), write_off (to the house's losses) and reject"
                    + " (to dispute) move money: somebody else has to check them first."
        },
        mixinStandardHelpOptions = true)
public final class ExceptionsResolveCommand implements Callable<Integer> {
    @Mixin private final DatabaseOptions database = new DatabaseOptions();
    @Mixin private final BusinessDateOptions date = new BusinessDateOptions();
    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final OperatorOptions operator = new OperatorOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The exception's id, as listed.")
    private long id;

    @Parameters(
            index = "1",
            paramLabel = "ACTION",
            converter = ActionConverter.class,
            description = "accept, link, post, write_off or reject.")
    private Action action = Action.ACCEPT;

    @Option(
            names = "--authorization",
            paramLabel = "ID",
            defaultValue = "0",
            description = "With link: the authorization it belongs to.")
    private long authorization;

    @Option(
            names = "--account",
            paramLabel = "ID",
            defaultValue = "0",
            description = "With post: the cardholder's account.")
    private long account;

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "Why.")
    private String why = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    @Override
    public Integer call() throws SQLException {
        ClearingDatabase books = database.database();
        requireFit();
        try (Connection connection = books.connect("exceptions")) {
            Resolution resolution =
                    new Resolution(
                            id, action, authorization, account, operator.operator(connection), why);
            long made =
                    new Resolutions(() -> books.connect("exceptions"))
                            .propose(resolution, date.businessDate());
            String state = action.movesMoney() ? "proposed" : "closed";
            output.print(
                    "exception %d: resolution %d, %s by %s%s"
                            .formatted(
                                    id,
                                    made,
                                    action.word(),
                                    resolution.maker(),
                                    action.movesMoney() ? "; waits for its checker" : ""),
                    "{\"exception\":%d,\"resolution\":%d,\"state\":\"%s\"}"
                            .formatted(id, made, state));
        }
        return 0;
    }

    private void requireFit() {
        if (why.isBlank()) {
            throw usage("--why must say something");
        }
        if ((action == Action.LINK) != (authorization != 0)) {
            throw usage("--authorization goes with link, and link with it");
        }
        if ((action == Action.POST) != (account != 0)) {
            throw usage("--account goes with post, and post with it");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    /** In small letters. */
    static final class ActionConverter implements ITypeConverter<Action> {
        @Override
        public Action convert(String text) {
            for (Action action : Action.values()) {
                if (action.word().equals(text.replace('-', '_'))) {
                    return action;
                }
            }
            throw new TypeConversionException(
                    "no action; there are accept, link, post, write_off, reject");
        }
    }
}
