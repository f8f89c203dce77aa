package io.kessai.clearing.receive;

import java.util.Optional;

/**
 * Why a delivery goes into quarantine before anybody reads it. The names are stored and shown:
 * stable words.
 *
 * @param detail one sentence a person acts on
 */
public record Quarantine(Reason reason, String detail) {

    /** What can be told of a file without reading it. */
    public enum Reason {
        DUPLICATE_FILE,
        EMPTY_FILE
    }

    /** Empty for a delivery that goes on to ingest. */
    static Optional<Quarantine> of(Inbox.Delivery delivery, Optional<FileRows.Known> sameContent) {
        if (delivery.sizeBytes() == 0) {
            return Optional.of(
                    new Quarantine(
                            Reason.EMPTY_FILE,
                            "the file is empty; ask the sender for the whole file again"));
        }
        return sameContent.map(
                known ->
                        new Quarantine(
                                Reason.DUPLICATE_FILE,
                                "its content was received as %s (file %d); where another was meant,"
                                                .formatted(known.name(), known.id())
                                        + " ask the sender for it"));
    }

    /** As it is kept: the word and the sentence. */
    String told() {
        return reason + ": " + detail;
    }
}
