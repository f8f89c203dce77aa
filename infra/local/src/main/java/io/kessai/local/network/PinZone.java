package io.kessai.local.network;

import io.kessai.local.proofs.NewPinKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The key of a network's PIN blocks as the network knows it. Messages are drafted with the block
 * under the key before any change, as a terminal has it, and sent with it under the newest key
 * whose change was answered 00, on every link: a switch translates PIN blocks in this way.
 * Thread-safe.
 */
final class PinZone {

    /** How many changes there were when a message with a PIN went out, by its number. */
    private final Map<Integer, Integer> underWay = new HashMap<>();

    private Optional<NewPinKey> newest = Optional.empty();
    private int changes;

    /** The message as it goes out; until it is {@link #ended}, it is under way. */
    synchronized Request sealed(Request drafted) {
        Optional<String> block = drafted.field(ProofBook.PIN);
        if (block.isEmpty()) {
            return drafted;
        }
        underWay.put(drafted.number(), changes);
        return newest.map(key -> drafted.with(ProofBook.PIN, key.translated(block.get())))
                .orElse(drafted);
    }

    /** It was answered, or nobody waits for that any more. */
    synchronized void ended(Request drafted) {
        underWay.remove(drafted.number());
        notifyAll();
    }

    /** The server has the key: from now on blocks are under it. */
    synchronized void change(NewPinKey key) {
        newest = Optional.of(key);
        changes++;
        notifyAll();
    }

    /** How often the key was changed. */
    synchronized int changes() {
        return changes;
    }

    /**
     * Waits until nothing is under way that is under an older key than the newest. A change may
     * only then begin: the server still opens what is under the key before its newest one, and
     * nothing older.
     */
    synchronized void awaitNoneOlder() throws InterruptedException {
        while (underWay.values().stream().anyMatch(at -> at < changes)) {
            wait();
        }
    }
}
