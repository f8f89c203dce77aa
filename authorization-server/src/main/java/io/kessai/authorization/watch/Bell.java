package io.kessai.authorization.watch;

import java.time.Duration;

/** Wakes who waits before the time is up; a ring while nobody waits is kept. Thread-safe. */
final class Bell {

    private boolean isRung;

    synchronized void ring() {
        isRung = true;
        notifyAll();
    }

    synchronized void await(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!isRung) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        isRung = false;
    }
}
