package io.kessai.clearing.command;

import io.kessai.clearing.ingest.FileReading;
import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.receive.FolderArchive;
import io.kessai.clearing.receive.FolderInbox;
import io.kessai.clearing.receive.Inbox;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.clearing.run.DeclaredProfile;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import io.kessai.vault.FileSeal;
import io.kessai.vault.VaultKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that name inbox and archive, and the keys these need. */
public final class StoreOptions {

    @Option(
            names = "--inbox",
            paramLabel = "FOLDER",
            defaultValue = "${env:KESSAI_INBOX}",
            description = "Where files are delivered; default KESSAI_INBOX.")
    private Optional<Path> inbox = Optional.empty();

    @Option(
            names = "--archive",
            paramLabel = "FOLDER",
            defaultValue = "${env:KESSAI_ARCHIVE}",
            description = "Where received files are kept, sealed; default KESSAI_ARCHIVE.")
    private Optional<Path> archive = Optional.empty();

    @Option(
            names = "--development-keys",
            defaultValue = "${env:KESSAI_DEVELOPMENT_KEYS:-false}",
            description =
                    "The fixed keys of the local profile (KESSAI_DEVELOPMENT_KEYS), for a"
                            + " database declared local. Default:"
                            + " KESSAI_VAULT_TOKEN_KEY, KESSAI_VAULT_SEALING_KEYS and"
                            + " KESSAI_VAULT_CURRENT_VERSION.")
    private boolean developmentKeys;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private CommandSpec command;

    /**
     * @throws OperatingException {@code FILE_STORE_UNAVAILABLE} when there is no such folder
     */
    public Inbox inbox() {
        Path folder = inbox.orElseThrow(() -> usage("--inbox or KESSAI_INBOX is needed"));
        if (!Files.isDirectory(folder)) {
            throw new OperatingException(
                    ErrorCode.FILE_STORE_UNAVAILABLE, "there is no inbox folder " + folder);
        }
        return new FolderInbox(folder);
    }

    /**
     * @throws ParameterException as {@link #keys}
     */
    Archive archive(ClearingDatabase books) throws SQLException {
        return archive(folder(), keys(books));
    }

    /**
     * What ingest needs, with the keys asked for once.
     *
     * @throws ParameterException as {@link #keys}
     */
    FileSource source(ClearingDatabase books, boolean acceptsTestFiles) throws SQLException {
        Path folder = folder();
        VaultKeys keys = keys(books);
        return new FileSource(archive(folder, keys), FileReading.of(keys), acceptsTestFiles);
    }

    private Path folder() {
        return archive.orElseThrow(() -> usage("--archive or KESSAI_ARCHIVE is needed"));
    }

    private static Archive archive(Path folder, VaultKeys keys) {
        return new FolderArchive(folder, new FileSeal(keys));
    }

    /**
     * The vault's keys as configured.
     *
     * @param books what they are for: keys that everybody knows seal nothing elsewhere than in the
     *     local profile
     * @throws ParameterException when they are not given or not usable; when the development keys
     *     are asked for and the database is not declared local
     */
    private VaultKeys keys(ClearingDatabase books) throws SQLException {
        if (developmentKeys) {
            requireLocal(books);
            return VaultKeys.development();
        }
        try {
            return VaultKeys.parse(
                    variable("KESSAI_VAULT_TOKEN_KEY"),
                    variable("KESSAI_VAULT_SEALING_KEYS"),
                    Integer.parseInt(variable("KESSAI_VAULT_CURRENT_VERSION")));
        } catch (IllegalArgumentException e) {
            throw usage("the vault's keys are not usable: " + e.getMessage());
        }
    }

    private void requireLocal(ClearingDatabase books) throws SQLException {
        if (!DeclaredProfile.isLocal(books)) {
            throw usage(
                    "--development-keys is only for a database declared local, and this one is"
                            + " production: give KESSAI_VAULT_TOKEN_KEY,"
                            + " KESSAI_VAULT_SEALING_KEYS and KESSAI_VAULT_CURRENT_VERSION"
                            + " instead");
        }
    }

    private String variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> usage(name + " or --development-keys is needed"));
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
