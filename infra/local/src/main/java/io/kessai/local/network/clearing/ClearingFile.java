package io.kessai.local.network.clearing;

import io.kessai.baseii.BaseIIFraming;
import io.kessai.domain.clearing.CardNetwork;
import io.kessai.ipm.IpmFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A physical file that a network delivers.
 *
 * @param name which orders it among the files of a night
 * @param logicalFiles one or more
 */
public record ClearingFile(String name, Form form, List<LogicalFile> logicalFiles) {

    /** How the bytes look. */
    public sealed interface Form {
        /** Mastercard's. */
        record Ipm(IpmFormat format) implements Form {}

        /** Visa's. */
        record BaseII(BaseIIFraming framing) implements Form {}
    }

    /** A file of the network in the physical one. */
    public record LogicalFile(LogicalFileId id, List<Line> lines) {
        public LogicalFile {
            lines = List.copyOf(lines);
        }
    }

    /** A record, and what must come of it. */
    public record Line(ClearingItem item, Entry entry) {}

    public ClearingFile {
        logicalFiles = List.copyOf(logicalFiles);
    }

    public CardNetwork network() {
        return switch (form) {
            case Form.Ipm _ -> CardNetwork.MASTERCARD;
            case Form.BaseII _ -> CardNetwork.VISA;
        };
    }

    /** Starts the bytes of such a file; closing the writer closes {@code out}. */
    public static ClearingWriter writer(OutputStream out, Form form) {
        return switch (form) {
            case Form.Ipm(IpmFormat format) -> IpmClearingWriter.open(out, format);
            case Form.BaseII(BaseIIFraming framing) -> BaseIIClearingWriter.open(out, framing);
        };
    }

    /** Writes the file and closes {@code out}: what must come of each record, by its number. */
    public SortedMap<Long, Entry> write(OutputStream out) throws IOException {
        SortedMap<Long, Entry> entries = new TreeMap<>();
        try (ClearingWriter writer = writer(out, form)) {
            for (LogicalFile logicalFile : logicalFiles) {
                writer.begin(logicalFile.id());
                for (Line line : logicalFile.lines()) {
                    entries.put(writer.add(line.item()), line.entry());
                }
                writer.end();
            }
            for (long number = 1; number <= writer.records(); number++) {
                entries.putIfAbsent(number, Entry.NON_FINANCIAL);
            }
        }
        return entries;
    }

    /** Delivers the file into a folder, complete as soon as it has its name. */
    public SortedMap<Long, Entry> deliver(Path inbox) throws IOException {
        Path incomplete = inbox.resolve(name + ".part");
        SortedMap<Long, Entry> entries = write(Files.newOutputStream(incomplete));
        Files.move(incomplete, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return entries;
    }
}
