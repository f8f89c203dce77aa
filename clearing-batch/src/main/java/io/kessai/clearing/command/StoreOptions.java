package io.kessai.clearing.command;

import io.kessai.clearing.collect.Deliveries;
import io.kessai.clearing.ingest.FileReading;
import io.kessai.clearing.receive.Archive;
import io.kessai.clearing.receive.FolderArchive;
import io.kessai.clearing.receive.FolderInbox;
import io.kessai.clearing.receive.Inbox;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.clearing.run.DeclaredProfile;
import io.kessai.clearing.s3.S3Archive;
import io.kessai.clearing.s3.S3Deliveries;
import io.kessai.clearing.s3.S3Inbox;
import io.kessai.clearing.s3.S3Location;
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
            paramLabel = "PLACE",
            defaultValue = "${env:KESSAI_INBOX}",
            description =
                    "Where files are delivered, a folder or s3://BUCKET/PREFIX/; default"
                            + " KESSAI_INBOX.")
    private Optional<String> inbox = Optional.empty();

    @Option(
            names = "--archive",
            paramLabel = "PLACE",
            defaultValue = "${env:KESSAI_ARCHIVE}",
            description =
                    "Where received files are kept, sealed, a folder or s3://BUCKET/PREFIX/;"
                            + " default KESSAI_ARCHIVE.")
    private Optional<String> archive = Optional.empty();

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
     * @throws OperatingException {@code FILE_STORE_UNAVAILABLE} when there is no such folder,
     *     {@code CONFIGURATION_REFUSED} when S3 cannot be reached as configured
     */
    public Inbox inbox() {
        String place = inbox.orElseThrow(() -> usage("--inbox or KESSAI_INBOX is needed"));
        if (S3Location.isMeant(place)) {
            return new S3Inbox(Places.inS3(place, command));
        }
        Path folder = Path.of(place);
        if (!Files.isDirectory(folder)) {
            throw new OperatingException(
                    ErrorCode.FILE_STORE_UNAVAILABLE, "there is no inbox folder " + folder);
        }
        return new FolderInbox(folder);
    }

    /**
     * The inbox as those see it who deliver.
     *
     * @throws OperatingException {@code CONFIGURATION_REFUSED} when S3 cannot be reached as
     *     configured
     */
    Deliveries deliveries() {
        String place = inbox.orElseThrow(() -> usage("--inbox or KESSAI_INBOX is needed"));
        if (!S3Location.isMeant(place)) {
            throw usage("--inbox %s: files are collected to s3://BUCKET/PREFIX/".formatted(place));
        }
        return new S3Deliveries(Places.inS3(place, command));
    }

    /**
     * The archive of a host that knows no database: with keys of its own, which are not the
     * development keys.
     */
    Archive ownArchive() {
        if (developmentKeys) {
            throw usage(
                    "--development-keys is only for a database declared local, and this command"
                            + " knows none: give KESSAI_VAULT_TOKEN_KEY,"
                            + " KESSAI_VAULT_SEALING_KEYS and KESSAI_VAULT_CURRENT_VERSION"
                            + " instead");
        }
        return archive(place(), configuredKeys());
    }

    /**
     * @throws ParameterException as {@link #keys}
     */
    Archive archive(ClearingDatabase books) throws SQLException {
        return archive(place(), keys(books));
    }

    /**
     * What ingest needs, with the keys asked for once.
     *
     * @throws ParameterException as {@link #keys}
     */
    FileSource source(ClearingDatabase books, boolean acceptsTestFiles) throws SQLException {
        String place = place();
        VaultKeys keys = keys(books);
        return new FileSource(archive(place, keys), FileReading.of(keys), acceptsTestFiles);
    }

    private String place() {
        return archive.orElseThrow(() -> usage("--archive or KESSAI_ARCHIVE is needed"));
    }

    private Archive archive(String place, VaultKeys keys) {
        FileSeal seal = new FileSeal(keys);
        return S3Location.isMeant(place)
                ? new S3Archive(Places.inS3(place, command), seal)
                : new FolderArchive(Path.of(place), seal);
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
        return configuredKeys();
    }

    private VaultKeys configuredKeys() {
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
