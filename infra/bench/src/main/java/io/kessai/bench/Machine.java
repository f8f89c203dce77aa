package io.kessai.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                "%s %s, %d cores, %d GiB, Java %s%s",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                memory,
                Runtime.version(),
                writeback());
    }

    /**
     * When Linux writes out what files were given: what gathers until then keeps the database's
     * commits waiting once it is written.
     */
    private static String writeback() {
        Path settings = Path.of("/proc/sys/vm");
        return Stream.of(
                        "dirty_background_bytes",
                        "dirty_background_ratio",
                        "dirty_expire_centisecs",
                        "dirty_writeback_centisecs")
                .map(name -> name + "=" + value(settings.resolve(name)))
                .filter(setting -> !setting.endsWith("=0") && !setting.endsWith("="))
                .map(setting -> ", vm." + setting)
                .collect(Collectors.joining());
    }

    /**
     * Read at once, as a reader does: what is read of such a file piece by piece ends after one.
     */
    private static String value(Path setting) {
        try (BufferedReader reader = Files.newBufferedReader(setting)) {
            return String.valueOf(reader.readLine()).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
