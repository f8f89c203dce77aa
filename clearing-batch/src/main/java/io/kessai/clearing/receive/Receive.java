package io.kessai.clearing.receive;

import io.kessai.clearing.receive.Inbox.Delivery;
import io.kessai.clearing.run.Counters;
import io.kessai.clearing.run.StepProgress;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes every file of the inbox: digest, archive, verify the archive, remember, and only then
 * remove the plain file.
 *
 * <p>A kill between any two of these leaves a file that the next run takes up where this one
 * stopped, as the same delivery. A file whose content is here already is kept in quarantine as
 * {@code DUPLICATE_FILE}; an empty one as {@code EMPTY_FILE}. Counters: {@code received}, {@code
 * refused}.
 */
public final class Receive {
    private final Inbox inbox;
    private final Archive archive;
    private final FileRows rows;
    private final LocalDate businessDate;

    /**
     * @param connection in autocommit
     */
    public Receive(Inbox inbox, Archive archive, Connection connection, LocalDate businessDate) {
        this.inbox = inbox;
        this.archive = archive;
        this.rows = new FileRows(connection);
        this.businessDate = businessDate;
    }

    /**
     * Takes everything.
     *
     * @throws OperatingException {@code FILE_STORE_UNAVAILABLE} when inbox or archive fail
     */
    public Counters run(StepProgress progress) throws SQLException {
        return take(_ -> true, progress);
    }

    /**
     * Takes one delivery; does nothing where it is not in the inbox.
     *
     * @throws OperatingException as {@link #run}
     */
    public Counters only(String name, StepProgress progress) throws SQLException {
        return take(delivery -> delivery.name().equals(name), progress);
    }

    private Counters take(Predicate<Delivery> meant, StepProgress progress) throws SQLException {
        Counters counters = new Counters();
        try {
            List<Delivery> all = inbox.list();
            rows.settleTaken(all.stream().map(Delivery::name).toList());
            List<Delivery> deliveries = all.stream().filter(meant).toList();
            for (Delivery delivery : deliveries) {
                counters.add(take(delivery), 1);
                progress.at(counters.get("received") + counters.get("refused"), deliveries.size());
            }
            return counters;
        } catch (IOException e) {
            throw new OperatingException(
                    ErrorCode.FILE_STORE_UNAVAILABLE,
                    "cannot move files from %s to %s: %s".formatted(inbox, archive, e),
                    e);
        }
    }

    private String take(Delivery delivery) throws IOException, SQLException {
        byte[] digest = Sha256.of(inbox.open(delivery));
        Optional<FileRows.Known> known = rows.find(digest);
        if (known.isPresent() && known.get().isUnfinished(delivery.name())) {
            return finish(delivery, known.get().id(), known.get().refused());
        }
        Optional<Quarantine> quarantine = Quarantine.of(delivery, known);
        String key = key(digest, quarantine.isPresent());
        try (InputStream plain = inbox.open(delivery)) {
            archive.keep(key, plain);
        }
        verify(key, digest);
        long id = rows.insert(delivery, digest, key, businessDate, quarantine);
        return finish(delivery, id, quarantine.isPresent());
    }

    /** The plain file goes last; returns what to count it as. */
    private String finish(Delivery delivery, long id, boolean refused)
            throws IOException, SQLException {
        inbox.remove(delivery);
        rows.taken(id);
        return refused ? "refused" : "received";
    }

    private String key(byte[] digest, boolean isQuarantined) {
        return "%s/%s/%s.sealed"
                .formatted(
                        isQuarantined ? "quarantine" : "received",
                        businessDate,
                        HexFormat.of().formatHex(digest));
    }

    private void verify(String key, byte[] digest) throws IOException {
        if (!MessageDigest.isEqual(digest, Sha256.of(archive.open(key)))) {
            throw new IOException("the archive does not give back what it was given: " + key);
        }
    }
}
