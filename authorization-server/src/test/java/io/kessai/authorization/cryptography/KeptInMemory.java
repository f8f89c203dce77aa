package io.kessai.authorization.cryptography;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A store of zone keys that the test can take away, and fill as another server would. */
final class KeptInMemory implements ZoneKeyStore {
    private final List<Kept> newestFirst = new ArrayList<>();
    private boolean isAway;
    private int reads;

    @Override
    public synchronized List<Kept> newest() throws UnavailableException {
        checkHere();
        reads++;
        return List.copyOf(newestFirst.subList(0, Math.min(2, newestFirst.size())));
    }

    @Override
    public synchronized boolean keep(ZoneKey key, String link) throws UnavailableException {
        checkHere();
        boolean isNew = newestFirst.stream().noneMatch(kept -> kept.key().equals(key));
        if (isNew) {
            put(key, Instant.now());
        }
        return isNew;
    }

    /** As another server does. */
    synchronized void put(ZoneKey key, Instant receivedAt) {
        newestFirst.addFirst(new Kept(key, receivedAt));
    }

    synchronized void away(boolean away) {
        isAway = away;
    }

    synchronized int size() {
        return newestFirst.size();
    }

    synchronized int reads() {
        return reads;
    }

    private void checkHere() throws UnavailableException {
        if (isAway) {
            throw new UnavailableException("away");
        }
    }
}
