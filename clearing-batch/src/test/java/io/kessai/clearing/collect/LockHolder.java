package io.kessai.clearing.collect;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A program that locks a file until it is killed. */
final class LockHolder {

    private LockHolder() {}

    /** Comes back when the lock is held. */
    static Process start(Path file) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LockHolder.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (process.getInputStream().read() < 0) {
            throw new IllegalStateException("no lock on " + file);
        }
        return process;
    }

    public static void main(String[] arguments) throws Exception {
        try (FileChannel channel =
                        FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            System.out.write('l');
            System.out.flush();
            Thread.currentThread().join();
        }
    }
}
