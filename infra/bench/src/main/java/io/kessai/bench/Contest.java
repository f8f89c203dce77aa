package io.kessai.bench;

import io.kessai.bench.load.CardMix;
import io.kessai.bench.load.Generator;
import io.kessai.bench.load.Pace;
import io.kessai.bench.load.Rung;
import io.kessai.bench.peer.PeerKind;
import io.kessai.bench.peer.PeerProcess;
import io.kessai.local.network.Fleet;
import io.kessai.local.run.BenchSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Our server, the peers and the prototype on one durable database with the same cards, and one
 * generator that gives each its turn. Whoever has no turn is idle.
 */
final class Contest implements AutoCloseable {

    /** One message in ten is of one of these. */
    private static final int HOT_CARDS = 100;

    private static final int HOT_PERCENT = 10;
    private static final int WARM_UP_WINDOW = 64;
    private static final long LIMIT = 1_000_000_000_000L;
    private static final long SEED = 1;

    /** What our server has here, by its jvm.options and as a local one; peers get the same. */
    static final List<String> JAVA_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx768m");

    private final BenchSystem system;
    private final List<PeerProcess> peers = new ArrayList<>();
    private final List<Contestant> contestants = new ArrayList<>();
    private final Generator generator;
    private final CardMix cards;

    private Contest(BenchSystem system, CardMix cards) {
        this.system = system;
        this.cards = cards;
        this.generator = new Generator(cards, SEED);
        contestants.add(new Contestant("kessai", system.addresses(), system.serverProcessIds()));
    }

    /** Accounts of one card each; our server alone. */
    static Contest alone(int cards) throws IOException, InterruptedException {
        return alone(cards, BenchSystem.LOG_FILES);
    }

    private static Contest alone(int cards, int logFiles) throws IOException, InterruptedException {
        CardMix mix = CardMix.hot(cards, HOT_CARDS, HOT_PERCENT);
        return new Contest(BenchSystem.start(new Fleet(cards, 1, LIMIT, "392"), logFiles), mix);
    }

    /** The same, every peer, and the prototype. */
    static Contest withAll(int cards) throws IOException, InterruptedException {
        return with(cards, BenchSystem.LOG_FILES, List.of(PeerKind.values()));
    }

    /**
     * @param logFiles as {@link BenchSystem#start(Fleet, int)}
     */
    static Contest withPeers(int cards, int logFiles) throws IOException, InterruptedException {
        return with(cards, logFiles, PeerKind.PEERS);
    }

    private static Contest with(int cards, int logFiles, List<PeerKind> others)
            throws IOException, InterruptedException {
        Contest contest = alone(cards, logFiles);
        try {
            for (PeerKind kind : others) {
                contest.add(kind);
            }
            return contest;
        } catch (IOException | RuntimeException e) {
            contest.close();
            throw e;
        }
    }

    private void add(PeerKind kind) throws IOException {
        PeerProcess peer = PeerProcess.start(kind, system.database(), JAVA_OPTIONS);
        peers.add(peer);
        contestants.add(
                new Contestant(
                        kind.description(), List.of(peer.address()), List.of(peer.processId())));
    }

    /** Ours first, then the peers, then the prototype. */
    List<Contestant> contestants() {
        return List.copyOf(contestants);
    }

    /**
     * Some turns for each, from another one on each round: what one leaves to the database to clean
     * up then falls into the turns of all.
     *
     * @return all turns of each together, in the order of the contestants
     */
    List<Rung> rounds(int rounds, Pace pace, int seconds) throws IOException, InterruptedException {
        List<Optional<Rung>> held =
                new ArrayList<>(Collections.nCopies(contestants.size(), Optional.empty()));
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < contestants.size(); turn++) {
                int next = (round + turn) % contestants.size();
                Rung more = run(contestants.get(next), pace, seconds);
                held.set(next, Optional.of(held.get(next).map(all -> all.plus(more)).orElse(more)));
            }
        }
        return held.stream().flatMap(Optional::stream).toList();
    }

    Contestant ours() {
        return contestants.getFirst();
    }

    /** All of our servers as one contestant: half of the connections go to each of two. */
    Contestant ourServers() {
        return new Contestant(
                system.addresses().size() == 1
                        ? "1 server"
                        : system.addresses().size() + " servers",
                system.addresses(),
                system.serverProcessIds());
    }

    /** Begins the body of a section: on which database it was measured. */
    String database() throws IOException {
        return "- database: " + system.describeDatabase() + "\n\n";
    }

    BenchSystem system() {
        return system;
    }

    /**
     * Has the compiler of a contestant's JVM see as many messages as it can take: at a low rate it
     * would go on compiling while the first rates are measured.
     */
    void warmUp(Contestant contestant, int seconds) throws IOException, InterruptedException {
        run(contestant, new Pace.Window(WARM_UP_WINDOW), seconds);
    }

    Rung run(Contestant contestant, Pace pace, int seconds)
            throws IOException, InterruptedException {
        return generator.run(contestant.addresses(), pace, seconds);
    }

    /** The same with cards of one account alone. */
    Rung runOnOneAccount(Contestant contestant, Pace pace, int seconds)
            throws IOException, InterruptedException {
        generator.payWith(CardMix.even(1));
        try {
            return run(contestant, pace, seconds);
        } finally {
            generator.payWith(cards);
        }
    }

    Costs costs(Contestant contestant) throws IOException {
        return Costs.of(system, contestant.processIds());
    }

    @Override
    public void close() {
        peers.forEach(PeerProcess::close);
        system.close();
    }
}
