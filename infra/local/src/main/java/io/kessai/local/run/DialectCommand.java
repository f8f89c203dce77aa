package io.kessai.local.run;

import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.DialectFolder;
import io.kessai.local.ExitCode;
import io.kessai.local.OperatingFailure;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads dialect files as a server does at its start. */
@Command(
        name = "dialect",
        description = {
            "Checks dialect files as the server does at its start: \"dialect check FILE...\".",
            "Each is a file NAME.dialect, or a folder of them. Every faulty file is named with line,",
            "rule and remedy."
        })
final class DialectCommand implements Callable<ExitCode> {
    private static final String CHECK = "check";

    @Parameters(index = "0", paramLabel = "ACTION", description = "check")
    private String action = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "file or folder")
    private List<String> files = new ArrayList<>();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public ExitCode call() {
        if (!action.equals(CHECK)) {
            throw new OperatingFailure(
                    ExitCode.WRONG_USAGE, "dialect " + action + " is unknown: write dialect check");
        }
        boolean sound = true;
        for (String file : files) {
            sound &= check(LinkWords.path(file));
        }
        return sound ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private boolean check(Path path) {
        if (!Files.isDirectory(path)) {
            return told(DialectFolder.readFile(path));
        }
        DialectFolder folder = DialectFolder.read(path);
        folder.dialects().values().forEach(this::tell);
        folder.faults().forEach(fault -> out().println(fault));
        if (folder.dialects().isEmpty() && folder.faults().isEmpty()) {
            out().println(path + ": no file NAME" + DialectFolder.SUFFIX);
        }
        return folder.faults().isEmpty();
    }

    private boolean told(DialectFolder.ReadFile read) {
        switch (read) {
            case DialectFolder.Sound(Dialect dialect) -> tell(dialect);
            case DialectFolder.Faulty(DialectFolder.FileFault fault) -> out().println(fault);
        }
        return read instanceof DialectFolder.Sound;
    }

    private void tell(Dialect dialect) {
        out().printf("%s: %d fields, good%n", dialect.name(), dialect.fieldCount());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
