package io.kessai.authorization.fileupdate;

import io.kessai.domain.FileUpdate;
import io.kessai.vault.SealedPan;

/**
 * A file update that this server has claimed, and no other sends meanwhile.
 *
 * @param attempts how often it was claimed, this time included
 */
record DueUpdate(
        long id, long cardId, String network, FileUpdate update, int attempts, SealedPan pan) {}
