package io.kessai.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the flight recorder of a running JVM has seen: where processors were, and what was
 * allocated.
 *
 * @param processor samples of threads that ran, by thread and stack
 * @param allocation bytes, likewise
 */
public record Recording(Flame processor, Flame allocation) {
    private static final String NAME = "bench";

    /** Has a JVM record from now on. */
    public static void start(long processId) throws IOException, InterruptedException {
        Jcmd.run(processId, "JFR.start", "name=" + NAME, "settings=profile");
    }

    /** Ends the recording and reads it. */
    public static Recording stop(long processId, Path file)
            throws IOException, InterruptedException {
        Jcmd.run(processId, "JFR.stop", "name=" + NAME, "filename=" + file);
        Recording recording = new Recording(new Flame(), new Flame());
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                recording.add(events.readEvent());
            }
        }
        return recording;
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> processor.add(stack(event, "sampledThread"), 1);
            case "jdk.ObjectAllocationSample" -> {
                List<String> frames = stack(event, "eventThread");
                frames.add(event.getClass("objectClass").getName());
                allocation.add(frames, event.getLong("weight"));
            }
            default -> {
                // Not asked for.
            }
        }
    }

    /** The kind of thread, then the frames from the outermost on. */
    private static List<String> stack(RecordedEvent event, String thread) {
        List<String> frames = new ArrayList<>();
        if (event.getStackTrace() != null) {
            for (RecordedFrame frame : event.getStackTrace().getFrames()) {
                frames.add(name(frame));
            }
        }
        if (event.getThread(thread) != null && event.getThread(thread).getJavaName() != null) {
            frames.add(event.getThread(thread).getJavaName().replaceAll("[0-9]+", "N"));
        }
        Collections.reverse(frames);
        return frames;
    }

    /** Class and method, without the package; of a lambda's own class the one it was written in. */
    private static String name(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName().replaceFirst("\\$\\$Lambda.*", "");
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName();
    }
}
