package io.kessai.authorization.record;

import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.domain.MessageKey;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what recorders told. Thread-safe. */
final class Witness implements RecordObserver {

    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<RetryReason, Integer> retries = new ConcurrentHashMap<>();
    private final List<AuthorizationRequest> failed = new CopyOnWriteArrayList<>();
    private final AtomicInteger takenBack = new AtomicInteger();
    private final List<Exception> troubles = new CopyOnWriteArrayList<>();
    private final List<Integer> failedTakeBacks = new CopyOnWriteArrayList<>();
    private final List<String> lacks = new CopyOnWriteArrayList<>();
    private final List<Boolean> storeTurns = new CopyOnWriteArrayList<>();
    private final List<String> brokenPromises = new CopyOnWriteArrayList<>();
    private final List<Integer> partitionAlarms = new CopyOnWriteArrayList<>();

    @Override
    public void committed(int messages, long nanos) {
        batches.add(messages);
    }

    @Override
    public void retried(RetryReason reason) {
        retries.merge(reason, 1, Integer::sum);
    }

    @Override
    public void failed(AuthorizationRequest request, Exception cause) {
        failed.add(request);
    }

    @Override
    public void takenBack(int approvals) {
        takenBack.addAndGet(approvals);
    }

    @Override
    public void takeBackFailed(MessageKey key, int attempts, Exception cause) {
        failedTakeBacks.add(attempts);
        troubles.add(cause);
    }

    @Override
    public void notTakenBack(int approvals) {
        troubles.add(new IllegalStateException(approvals + " not taken back"));
    }

    @Override
    public void lackedResources(String sqlState) {
        lacks.add(sqlState);
    }

    @Override
    public void store(boolean isAway, String cause) {
        storeTurns.add(isAway);
    }

    @Override
    public void notDurable(String setting) {
        brokenPromises.add(setting);
    }

    @Override
    public void watchFailed(RuntimeException bug) {
        troubles.add(bug);
    }

    @Override
    public void partitionsRunOut(int daysAhead) {
        partitionAlarms.add(daysAhead);
    }

    @Override
    public void partitionsFailed(Exception cause) {
        troubles.add(cause);
    }

    /** The sizes of the committed batches, in order. */
    List<Integer> batches() {
        return batches;
    }

    int retries(RetryReason reason) {
        return retries.getOrDefault(reason, 0);
    }

    List<AuthorizationRequest> failed() {
        return failed;
    }

    int takenBack() {
        return takenBack.get();
    }

    List<Exception> troubles() {
        return troubles;
    }

    /** The attempts that each approval not taken back had behind it when it failed, in order. */
    List<Integer> failedTakeBacks() {
        return failedTakeBacks;
    }

    /** What the database said when it lacked resources, in order. */
    List<String> lacks() {
        return lacks;
    }

    /** Whether it went away (true) or came back (false), in order. */
    List<Boolean> storeTurns() {
        return storeTurns;
    }

    List<String> brokenPromises() {
        return brokenPromises;
    }

    List<Integer> partitionAlarms() {
        return partitionAlarms;
    }
}
