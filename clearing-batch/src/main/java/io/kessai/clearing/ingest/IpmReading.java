package io.kessai.clearing.ingest;

import io.kessai.domain.clearing.CardNetwork;
import io.kessai.ipm.DamagedRecord;
import io.kessai.ipm.IpmFault;
import io.kessai.ipm.IpmFileCheck;
import io.kessai.ipm.IpmFileId;
import io.kessai.ipm.IpmFileReport;
import io.kessai.ipm.IpmMessage;
import io.kessai.ipm.IpmOptions;
import io.kessai.ipm.IpmReader;
import io.kessai.ipm.IpmRecord;
import io.kessai.ipm.IpmWarning;
import io.kessai.ipm.MessageKind;
import io.kessai.ipm.ProcessingMode;
import io.kessai.ipm.RecordFault;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a whole Mastercard IPM file. */
final class IpmReading {
    private final IpmOptions options;
    private final IpmRecords records;

    IpmReading(IpmOptions options, IpmRecords records) {
        this.options = options;
        this.records = records;
    }

    FileContent read(InputStream in, String name, long sizeBytes, RecordSink sink)
            throws IOException, SQLException {
        IpmReader reader = IpmReader.open(in, name, options.withFileBytes(sizeBytes));
        // Whether test files are taken is decided for both networks in one place: Ingest.
        IpmFileCheck check = new IpmFileCheck(name, EnumSet.allOf(ProcessingMode.class));
        LocalDate fileDate = IpmRecords.NO_DATE;
        Optional<IpmRecord> next = reader.next();
        while (next.isPresent()) {
            IpmRecord read = next.get();
            if (read.location().logicalFile() > LogicalFile.COUNT_MAX) {
                return FileContent.tooMany(CardNetwork.MASTERCARD, read.location());
            }
            check.accept(read);
            Optional<IpmMessage> message = message(read);
            if (message.isPresent()) {
                fileDate = fileDate(message.get(), fileDate);
                LocalDate date = fileDate;
                sink.record(() -> withFault(records.map(message.get(), date), read));
                for (NetworkTotal total : records.totals(message.get(), fileDate)) {
                    sink.total(total);
                }
            }
            next = reader.next();
        }
        return content(check.finish(), reader.warnings());
    }

    private static LocalDate fileDate(IpmMessage message, LocalDate before) {
        return message.kind() == MessageKind.FILE_HEADER
                ? message.additional().fileId().map(IpmFileId::date).orElse(before)
                : before;
    }

    private static Optional<IpmMessage> message(IpmRecord read) {
        return switch (read) {
            case IpmMessage whole -> Optional.of(whole);
            case DamagedRecord damaged -> damaged.readable();
        };
    }

    private static ClearingRecord withFault(ClearingRecord row, IpmRecord read) {
        return switch (read) {
            case IpmMessage _ -> row;
            case DamagedRecord damaged -> {
                IpmFault fault = damaged.faults().getFirst();
                yield row.withFault(rule(fault), fault.message());
            }
        };
    }

    private static String rule(IpmFault fault) {
        return switch (fault) {
            case RecordFault of -> of.rule().name();
            case io.kessai.ipm.FileFault of -> of.rule().name();
        };
    }

    private static FileContent content(IpmFileReport report, List<IpmWarning> reading) {
        return new FileContent(
                CardNetwork.MASTERCARD,
                report.logicalFiles().stream().map(IpmReading::logicalFile).toList(),
                report.records(),
                report.faults().stream()
                        .map(fault -> new Refusal(fault.rule().name(), fault.message()))
                        .toList(),
                Stream.concat(reading.stream(), report.warnings().stream())
                        .map(IpmWarning::message)
                        .toList());
    }

    private static LogicalFile logicalFile(io.kessai.ipm.LogicalFile file) {
        return new LogicalFile(
                file.number(),
                file.id().map(id -> "mastercard:" + id).orElse(""),
                file.id().map(IpmFileId::date).orElse(IpmRecords.NO_DATE),
                file.mode().equals(Optional.of(ProcessingMode.TEST)),
                file.messages(),
                file.amountSum(),
                0);
    }
}
