package io.kessai.authorization.record;

import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Decider;
import io.kessai.authorization.decide.Reason;
import io.kessai.domain.MessageKey;
import io.kessai.domain.PanToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives every message to the lane of its card.
 *
 * <p>Thread-safe. An answer is given on the caller's thread where no lane can help, else on the
 * lane's or the monitor's.
 */
public final class Recorder implements AutoCloseable {

    private final Store store;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final StoreMonitor monitor;

    /**
     * @param approvalCodes six characters at each call; called by several threads
     */
    public Recorder(
            StoreEndpoint endpoint,
            LaneSettings settings,
            Decider decider,
            Supplier<String> approvalCodes,
            RecordObserver observer) {
        this.store = new Store(observer);
        for (int i = 0; i < settings.lanes(); i++) {
            Transactions transactions =
                    new Transactions(
                            decider, settings.zone(), approvalCodes, settings.fileUpdateNetworks());
            lanes.add(new Lane(settings, endpoint, store, transactions, observer));
        }
        this.monitor = new StoreMonitor(endpoint, settings, store, lanes);
    }

    public void start() {
        for (int i = 0; i < lanes.size(); i++) {
            threads.add(Thread.ofPlatform().name("lane-" + i).start(lanes.get(i)));
        }
        monitor.start();
    }

    /** Has the message decided and recorded, or answered at once that it cannot be. */
    public void submit(Submission submission) {
        if (store.isAway()) {
            submission.answer(Answer.of(Reason.STORE_UNAVAILABLE, submission.request()));
        } else if (!laneOf(submission.request()).offer(submission)) {
            submission.answer(Answer.of(Reason.OVERLOADED, submission.request()));
        }
    }

    /** Has an approval taken back that could not be delivered; nothing for any other answer. */
    public void undelivered(AuthorizationRequest request, Answer answer) {
        if (request.kind().asks() && answer.reason().approves()) {
            takeBack(request.key(), request.card(), UndoReason.UNDELIVERED);
        }
    }

    /**
     * Has an approval taken back that the network does not accept (0190); nothing where there is
     * none, or a repeat was given it.
     *
     * @param key of the message that was approved
     */
    public void rejected(MessageKey key, PanToken card) {
        takeBack(key, card, UndoReason.REJECTED);
    }

    private void takeBack(MessageKey key, PanToken card, UndoReason reason) {
        lane(key, card).takeBack(new Work.TakeBack(key, card, reason, Optional.empty()));
    }

    /** How many messages wait for all lanes. */
    public int depth() {
        return lanes.stream().mapToInt(Lane::depth).sum();
    }

    public boolean isStoreAway() {
        return store.isAway();
    }

    private Lane laneOf(AuthorizationRequest request) {
        return lane(request.key(), request.card());
    }

    private Lane lane(MessageKey key, PanToken card) {
        int hash = card.equals(PanToken.NONE) ? key.hashCode() : Long.hashCode(card.low());
        return lanes.get(Math.floorMod(hash, lanes.size()));
    }

    /** Commits and answers what has queued up, within ten seconds. */
    @Override
    public void close() {
        lanes.forEach(Lane::stop);
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        monitor.stop();
    }
}
