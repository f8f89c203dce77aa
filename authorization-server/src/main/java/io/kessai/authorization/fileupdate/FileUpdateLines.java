package io.kessai.authorization.fileupdate;

import io.kessai.domain.FileUpdate;
import io.kessai.domain.Pan;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The lines to the networks that are told of cards. Thread-safe. */
public interface FileUpdateLines {

    /** The networks that a message can be sent to now. */
    Set<String> reachable();

    /**
     * Sends one file update.
     *
     * @param limit for the answer
     * @return DE39 of the answer (as in 1987), nothing where none came in time; never fails
     */
    CompletionStage<Optional<String>> send(
            String network, FileUpdate update, Pan pan, Duration limit);
}
