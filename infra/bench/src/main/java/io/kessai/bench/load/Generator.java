package io.kessai.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Sends purchases, of which 5 in 100 are sent again marked as repeats and 3 in 100 are reversed.
 * One sending thread, one reading thread a connection. Not thread-safe.
 *
 * <p>No two messages of one generator have the same key, whichever server they go to.
 */
public final class Generator {
    private static final DateTimeFormatter DE7 = DateTimeFormatter.ofPattern("MMddHHmmss");
    private static final int CONNECTIONS = 4;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int REPEATS_PERCENT = 5;
    private static final int REVERSALS_PERCENT = 3;

    /** What is repeated or reversed was sent as many messages ago at least, and twice at most. */
    private static final int LOOK_BACK = 512;

    private static final int STANS = 1_000_000;
    private static final long DRAIN_NANOS = 5_000_000_000L;
    private static final Sent NONE = new Sent(-1, 0, "", 0);

    private final SplittableRandom random;
    private final Template purchase = Template.purchase();
    private final Template reversal = Template.reversal();
    private final byte[] scratch = new byte[1024];
    private final Sent[] recent = new Sent[2 * LOOK_BACK];
    private CardMix cards;
    private long reference;
    private long second;
    private String transmission = "";

    private record Sent(long reference, int card, String transmission, int connection) {}

    private record Connection(SocketChannel channel, ByteBuffer out) {}

    public Generator(CardMix cards, long seed) {
        this.cards = cards;
        this.random = new SplittableRandom(seed);
    }

    /** Pays with other cards from now on. */
    public void payWith(CardMix other) {
        this.cards = other;
    }

    /** Sends for some seconds; then waits at most 5 s for the answers that are missing. */
    public Rung run(List<InetSocketAddress> servers, Pace pace, int seconds)
            throws IOException, InterruptedException {
        return run(servers, pace, seconds, () -> true);
    }

    /**
     * The same for as long as {@code goesOn} says, but not longer than that.
     *
     * @param servers on one database; connections go to them in turn
     * @param goesOn asked often: must be quick
     */
    public Rung run(
            List<InetSocketAddress> servers, Pace pace, int secondsMax, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        Answers answers = new Answers(reference, pace.messagesMax(secondsMax));
        List<Connection> connections = new ArrayList<>();
        List<Thread> readers = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS * servers.size(); i++) {
                SocketChannel channel = SocketChannel.open(servers.get(i % servers.size()));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                connections.add(new Connection(channel, ByteBuffer.allocate(BUFFER_BYTES)));
                readers.add(Thread.ofPlatform().daemon().start(() -> answers.read(channel)));
            }
            Arrays.fill(recent, NONE);
            long from = System.nanoTime();
            int sent = send(pace, secondsMax, goesOn, from, answers, connections);
            await(answers, sent);
            return answers.rung(pace, sent, from);
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
            Pace pace,
            int secondsMax,
            BooleanSupplier goesOn,
            long from,
            Answers answers,
            List<Connection> connections)
            throws IOException {
        int messages = pace.messagesMax(secondsMax);
        long until = from + secondsMax * 1_000_000_000L;
        int sent = 0;
        while (sent < messages && goesOn.getAsBoolean()) {
            long due = pace.await(sent, from, until, answers, () -> flush(connections));
            if (due >= until) {
                break;
            }
            next(due, answers, connections);
            sent++;
        }
        flush(connections);
        return sent;
    }

    private void next(long due, Answers answers, List<Connection> connections) {
        int chance = random.nextInt(100);
        Sent old = recent[place(reference + random.nextInt(LOOK_BACK))];
        int place = place(reference);
        if (chance < REPEATS_PERCENT && old.reference >= 0) {
            write(purchase, old, old.transmission);
            purchase.repeat(scratch, 0);
            answers.due(old.reference, true, due);
            recent[place(old.reference)] = NONE;
            put(connections.get(old.connection), purchase.length());
            return;
        }
        boolean reverses = chance < REPEATS_PERCENT + REVERSALS_PERCENT && old.reference >= 0;
        int card = reverses ? old.card : cards.next(random);
        Sent sent = new Sent(reference++, card, transmission(), place % connections.size());
        answers.due(sent.reference, false, due);
        if (reverses) {
            write(reversal, sent, sent.transmission);
            reversal.original(scratch, 0, old.transmission, stan(old.reference));
            put(connections.get(old.connection), reversal.length());
        } else {
            recent[place] = sent;
            write(purchase, sent, sent.transmission);
            put(connections.get(sent.connection), purchase.length());
        }
    }

    /** DE7 of now. */
    private String transmission() {
        long now = System.currentTimeMillis() / 1_000;
        if (now != second) {
            second = now;
            transmission = DE7.format(Instant.ofEpochSecond(now).atZone(ZoneOffset.UTC));
        }
        return transmission;
    }

    private void write(Template template, Sent sent, String sentAt) {
        template.copy(scratch, 0);
        template.identify(
                scratch, 0, CardMix.pan(sent.card), sentAt, stan(sent.reference), sent.reference);
    }

    /** Of the oldest of those kept, when it is asked for the next one. */
    private static int place(long reference) {
        return (int) (reference % (2 * LOOK_BACK));
    }

    private static int stan(long reference) {
        return (int) (1 + reference % (STANS - 1));
    }

    private void put(Connection connection, int length) {
        if (connection.out.remaining() < length) {
            flush(connection);
        }
        connection.out.put(scratch, 0, length);
    }

    private static void flush(List<Connection> connections) {
        for (Connection connection : connections) {
            flush(connection);
        }
    }

    private static void flush(Connection connection) {
        connection.out.flip();
        try {
            while (connection.out.hasRemaining()) {
                connection.channel.write(connection.out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a server closed its connection", e);
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
