package io.kessai.authorization.cryptography;

import java.time.Instant;
import java.util.List;

/** Where keys outlive this process, and other servers find them. Thread-safe; calls may block. */
interface ZoneKeyStore {

    /** A key and when it was kept, by the store's clock. */
    record Kept(ZoneKey key, Instant receivedAt) {}

    /** Of each network the newest two, the newest first. */
    List<Kept> newest() throws UnavailableException;

    /**
     * Keeps a key for ever; when this returns it is durable.
     *
     * @return whether it is new: one that was kept before stays where it was
     * @throws UnavailableException when it is not known to be kept
     */
    boolean keep(ZoneKey key, String link) throws UnavailableException;
}
