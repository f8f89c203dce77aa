package io.kessai.local.network;

import io.kessai.local.proofs.NewPinKey;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Changes the key of a network's PIN blocks again and again while its servers are killed. A change
 * is repeated until it is answered 00, and only then is there another: whether one that was not
 * answered was taken, nobody knows.
 */
final class KeyChanger implements Closeable {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration REPEAT_PAUSE = Duration.ofMillis(50);
    private static final DateTimeFormatter DE7 =
            DateTimeFormatter.ofPattern("MMddHHmmss", Locale.ROOT);
    private static final String FUNCTION = "101";
    private static final String TAKEN = "00";
    private static final int STANS = 1_000_000;

    private final List<ReconnectingLink> links;
    private final PinZone pins;
    private final SplittableRandom random;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean closed;

    private KeyChanger(
            List<ReconnectingLink> links, PinZone pins, SplittableRandom random, Clock clock) {
        this.links = links;
        this.pins = pins;
        this.random = random;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("key-changes").unstarted(this::run);
    }

    /**
     * Starts.
     *
     * @param random chooses keys and links; used by nobody else
     */
    static KeyChanger start(
            List<ReconnectingLink> links, PinZone pins, SplittableRandom random, Clock clock) {
        KeyChanger changer = new KeyChanger(links, pins, random, clock);
        changer.thread.start();
        return changer;
    }

    private void run() {
        try {
            while (!closed) {
                change();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void change() throws InterruptedException {
        NewPinKey key = NewPinKey.of(random);
        pins.awaitNoneOlder();
        Request change = request(key);
        while (!isTaken(change)) {
            Thread.sleep(REPEAT_PAUSE);
            change = change.repeated();
        }
        pins.change(key);
    }

    private boolean isTaken(Request change) throws InterruptedException {
        BlockingQueue<Boolean> taken = new ArrayBlockingQueue<>(1);
        links.get(random.nextInt(links.size()))
                .send(
                        change,
                        (answer, _) ->
                                taken.add(
                                        answer.filter(told -> told.responseCode().equals(TAKEN))
                                                .isPresent()));
        return taken.take();
    }

    private Request request(NewPinKey key) {
        TreeMap<Integer, String> fields = new TreeMap<>();
        fields.put(7, DE7.format(clock.instant().atZone(ZoneOffset.UTC)));
        fields.put(11, SeededCards.digits(random.nextInt(STANS), 6));
        fields.put(70, FUNCTION);
        fields.put(KeyChangeStory.KEY, key.sent());
        return new Request(
                -1, Kind.KEY_CHANGE, -1, -1, "0800", fields, Optional.empty(), Request.Form.WHOLE);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
