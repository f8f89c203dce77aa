package io.kessai.clearing.command;

import io.kessai.clearing.run.Counters;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParameterException;

/**
 * What failed while the rest went on: a file at fault, or whose archive is away, stops no other.
 * Only a database that went away and wrong usage stop everything. Not for use by several threads.
 */
final class Setbacks {
    private final List<Setback> setbacks = new ArrayList<>();
    private boolean isStageAway;

    /** A piece of the work that failed: {@code file 2}, or a step's command. */
    record Setback(String what, Exception cause) {}

    /** A piece of the work. */
    @FunctionalInterface
    interface Work {
        Counters run() throws SQLException;
    }

    /** Does it for each file of which nothing failed before, and adds up what was done. */
    Counters each(List<Long> waiting, FileOptions.Step step) throws SQLException {
        List<Long> files = waiting.stream().filter(file -> !hasFailed(name(file))).toList();
        Counters all = new Counters();
        int before = setbacks.size();
        for (long file : files) {
            all.addAll(one(name(file), () -> step.run(file)));
        }
        List<Setback> here = setbacks.subList(before, setbacks.size());
        isStageAway |= !here.isEmpty() && here.size() == files.size() && areRetryable(here);
        return all;
    }

    private static String name(long file) {
        return "file " + file;
    }

    private boolean hasFailed(String what) {
        return setbacks.stream().anyMatch(setback -> setback.what().equals(what));
    }

    /** Does it; where it fails, the counter {@code failed} says so, and the rest may go on. */
    Counters one(String what, Work work) throws SQLException {
        try {
            return work.run();
        } catch (ParameterException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            if (Edge.isDatabaseAway(e)) {
                throw e;
            }
            setbacks.add(new Setback(what, e));
            return new Counters().add("failed", 1);
        }
    }

    /** Ends the work that went on all the same. */
    void raise() {
        if (!setbacks.isEmpty()) {
            throw new NotAllDone(setbacks, isStageAway && areRetryable(setbacks));
        }
    }

    /** Ends the work where something stopped it, so that what failed before is told too. */
    void raiseWith(Exception stopped) {
        if (!setbacks.isEmpty() && !(stopped instanceof NotAllDone)) {
            setbacks.add(new Setback("then", stopped));
            throw new NotAllDone(setbacks, Edge.isRetryable(stopped));
        }
    }

    private static boolean areRetryable(List<Setback> setbacks) {
        return setbacks.stream().map(Setback::cause).allMatch(Edge::isRetryable);
    }
}
