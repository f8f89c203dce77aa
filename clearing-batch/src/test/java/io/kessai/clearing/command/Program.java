package io.kessai.clearing.command;

import io.kessai.clearing.ClearingBatch;
import io.kessai.clearing.run.ClearingDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The program's command line in this process, on one database. */
final class Program {
    private final ClearingDatabase database;

    Program(ClearingDatabase database) {
        this.database = database;
    }

    /**
     * What a command answered.
     *
     * @param out standard output, without its last line end
     * @param err standard error, likewise
     */
    record Answer(int exitCode, String out, String err) {}

    Answer run(String... arguments) {
        return run(List.of(arguments));
    }

    Answer run(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--db", database.url()));
        all.addAll(List.of("--user", database.user(), "--password", database.password()));
        return runAlone(all);
    }

    /** A command that knows no database. */
    static Answer runAlone(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                Edge.install(new CommandLine(new ClearingBatch()))
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments.toArray(String[]::new));
        return new Answer(exitCode, out.toString().stripTrailing(), err.toString().stripTrailing());
    }
}
