package io.kessai.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a figure was measured on. */
public final class Machine {
    private Machine() {}

    public static String describe() {
        long memory =
                ManagementFactory.getOperatingSystemMXBean()
                                instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize() >> 30
                        : 0;
        return String.format(
                Locale.ROOT,
                "%s %s, %d cores, %d GiB, Java %s",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                memory,
                Runtime.version());
    }
}
