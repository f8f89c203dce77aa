package io.kessai.bench;

import io.kessai.local.network.SeededCards;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Sends messages on a schedule that waits for nobody (open loop): purchases, of which 5 in 100 are
 * sent again marked as repeats and 3 in 100 are reversed. One sending thread, one reading thread a
 * connection. Not thread-safe.
 */
final class Generator {
    private static final DateTimeFormatter DE7 = DateTimeFormatter.ofPattern("MMddHHmmss");
    private static final int CONNECTIONS = 4;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int REPEATS_PERCENT = 5;
    private static final int REVERSALS_PERCENT = 3;
    private static final int LOOK_BACK = 512;
    private static final int STANS = 1_000_000;
    private static final long SLEEP_NANOS_LEAST = 50_000;
    private static final long DRAIN_NANOS = 5_000_000_000L;

    private final InetSocketAddress server;
    private final String[] pans;
    private final SplittableRandom random;
    private final Template purchase = Template.purchase();
    private final Template reversal = Template.reversal();
    private final byte[] scratch = new byte[1024];
    private final Sent[] recent = new Sent[LOOK_BACK];
    private long reference;

    private record Sent(long reference, int card, String transmission, int connection) {}

    private record Connection(SocketChannel channel, ByteBuffer out) {}

    Generator(InetSocketAddress server, int cards, long seed) {
        this.server = server;
        this.random = new SplittableRandom(seed);
        this.pans = new String[cards];
        for (int card = 0; card < cards; card++) {
            pans[card] = SeededCards.pan(card);
        }
    }

    /** Sends {@code rate} messages a second for some seconds; waits at most 5 s for the rest. */
    Rung run(int rate, int seconds) throws IOException, InterruptedException {
        return run(rate, seconds, () -> true);
    }

    /**
     * The same for as long as {@code goesOn} says, but not longer than that.
     *
     * @param goesOn asked often: must be quick
     */
    Rung run(int rate, int secondsMax, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        int messages = rate * secondsMax;
        Answers answers = new Answers(reference, messages);
        List<Connection> connections = new ArrayList<>();
        List<Thread> readers = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                SocketChannel channel = SocketChannel.open(server);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                connections.add(new Connection(channel, ByteBuffer.allocate(BUFFER_BYTES)));
                readers.add(Thread.ofPlatform().daemon().start(() -> answers.read(channel)));
            }
            java.util.Arrays.fill(recent, new Sent(-1, 0, "", 0));
            long from = System.nanoTime();
            int sent = send(rate, messages, goesOn, from, answers, connections);
            await(answers, sent);
            return answers.rung(rate, sent, from);
        } finally {
            for (Connection connection : connections) {
                connection.channel.close();
            }
            for (Thread reader : readers) {
                reader.join();
            }
        }
    }

    private int send(
            int rate,
            int messages,
            BooleanSupplier goesOn,
            long from,
            Answers answers,
            List<Connection> connections)
            throws IOException {
        String transmission = DE7.format(Instant.now().atZone(ZoneOffset.UTC));
        int sent = 0;
        for (int i = 0; i < messages && goesOn.getAsBoolean(); i++) {
            long due = from + i * 1_000_000_000L / rate;
            long ahead = due - System.nanoTime();
            if (ahead > SLEEP_NANOS_LEAST) {
                flush(connections);
                transmission = DE7.format(Instant.now().atZone(ZoneOffset.UTC));
                LockSupport.parkNanos(due - System.nanoTime());
            }
            next(due, transmission, answers, connections);
            sent++;
        }
        flush(connections);
        return sent;
    }

    private void next(long due, String transmission, Answers answers, List<Connection> connections)
            throws IOException {
        int chance = random.nextInt(100);
        Sent old = recent[random.nextInt(LOOK_BACK)];
        int place = (int) (reference % LOOK_BACK);
        if (chance < REPEATS_PERCENT && old.reference >= 0) {
            write(purchase, old, old.transmission);
            purchase.repeat(scratch, 0);
            answers.due(old.reference, true, due);
            recent[(int) (old.reference % LOOK_BACK)] = new Sent(-1, 0, "", 0);
            put(connections.get(old.connection), purchase.length());
            return;
        }
        boolean reverses = chance < REPEATS_PERCENT + REVERSALS_PERCENT && old.reference >= 0;
        int card = reverses ? old.card : random.nextInt(pans.length);
        Sent sent = new Sent(reference++, card, transmission, place % CONNECTIONS);
        answers.due(sent.reference, false, due);
        if (reverses) {
            write(reversal, sent, transmission);
            reversal.original(scratch, 0, old.transmission, stan(old.reference));
            put(connections.get(old.connection), reversal.length());
        } else {
            recent[place] = sent;
            write(purchase, sent, transmission);
            put(connections.get(sent.connection), purchase.length());
        }
    }

    private void write(Template template, Sent sent, String transmission) {
        template.copy(scratch, 0);
        template.identify(
                scratch, 0, pans[sent.card], transmission, stan(sent.reference), sent.reference);
    }

    private static int stan(long reference) {
        return (int) (1 + reference % (STANS - 1));
    }

    private static void put(Connection connection, int length, byte[] bytes) throws IOException {
        if (connection.out.remaining() < length) {
            flush(connection);
        }
        connection.out.put(bytes, 0, length);
    }

    private void put(Connection connection, int length) throws IOException {
        put(connection, length, scratch);
    }

    private static void flush(List<Connection> connections) throws IOException {
        for (Connection connection : connections) {
            flush(connection);
        }
    }

    private static void flush(Connection connection) throws IOException {
        connection.out.flip();
        while (connection.out.hasRemaining()) {
            connection.channel.write(connection.out);
        }
        connection.out.clear();
    }

    private static void await(Answers answers, int messages) throws InterruptedException {
        long deadline = System.nanoTime() + DRAIN_NANOS;
        while (answers.received() < messages && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
    }
}
