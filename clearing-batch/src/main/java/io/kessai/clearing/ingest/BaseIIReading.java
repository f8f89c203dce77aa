package io.kessai.clearing.ingest;

import io.kessai.baseii.BaseIIDamaged;
import io.kessai.baseii.BaseIIFault;
import io.kessai.baseii.BaseIIFileCheck;
import io.kessai.baseii.BaseIIFileSummary;
import io.kessai.baseii.BaseIILogicalFile;
import io.kessai.baseii.BaseIIOptions;
import io.kessai.baseii.BaseIIReader;
import io.kessai.baseii.BaseIIRecord;
import io.kessai.baseii.BaseIITotals;
import io.kessai.baseii.BaseIITransaction;
import io.kessai.baseii.FileHeader;
import io.kessai.baseii.TransactionCode;
import io.kessai.domain.clearing.CardNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a whole Visa BASE II file. */
final class BaseIIReading {
    private final BaseIIOptions options;
    private final BaseIIRecords records;

    BaseIIReading(BaseIIOptions options, BaseIIRecords records) {
        this.options = options;
        this.records = records;
    }

    FileContent read(InputStream in, String name, RecordSink sink)
            throws IOException, SQLException {
        BaseIIReader reader = BaseIIReader.open(in, name);
        BaseIIFileCheck check = new BaseIIFileCheck(name, options);
        LocalDate fileDate = BaseIIRecords.NO_DATE;
        int trailers = 0;
        Optional<BaseIIRecord> next = reader.next();
        while (next.isPresent()) {
            BaseIIRecord read = next.get();
            Optional<BaseIITransaction> transaction = transaction(read);
            trailers += transaction.filter(BaseIIReading::isFileTrailer).isPresent() ? 1 : 0;
            if (Math.max(read.location().logicalFile(), trailers) > LogicalFile.COUNT_MAX) {
                return FileContent.tooMany(CardNetwork.VISA, read.location());
            }
            check.accept(read);
            if (transaction.isPresent()) {
                fileDate =
                        transaction.get().header().map(FileHeader::processingDate).orElse(fileDate);
                LocalDate date = fileDate;
                sink.record(() -> withFault(records.map(transaction.get(), date), read));
                for (NetworkTotal total : records.totals(transaction.get(), fileDate)) {
                    sink.total(total);
                }
            }
            next = reader.next();
        }
        return content(check.finish());
    }

    /** One without a header ends a logical file too. */
    private static boolean isFileTrailer(BaseIITransaction transaction) {
        return transaction.code().equals(TransactionCode.FILE_TRAILER);
    }

    private static Optional<BaseIITransaction> transaction(BaseIIRecord read) {
        return switch (read) {
            case BaseIITransaction whole -> Optional.of(whole);
            case BaseIIDamaged damaged -> damaged.readable();
        };
    }

    private static ClearingRecord withFault(ClearingRecord row, BaseIIRecord read) {
        return switch (read) {
            case BaseIITransaction _ -> row;
            case BaseIIDamaged damaged -> {
                BaseIIFault fault = damaged.faults().getFirst();
                yield row.withFault(fault.type().name(), fault.message());
            }
        };
    }

    private static FileContent content(BaseIIFileSummary summary) {
        List<LogicalFile> files = new ArrayList<>();
        for (BaseIILogicalFile file : summary.files()) {
            files.add(logicalFile(files.size() + 1, file));
        }
        return new FileContent(
                CardNetwork.VISA,
                files,
                summary.records(),
                summary.fatal().stream()
                        .map(fault -> new Refusal(fault.type().name(), fault.message()))
                        .toList(),
                List.of());
    }

    private static LogicalFile logicalFile(int ordinal, BaseIILogicalFile file) {
        BaseIITotals totals = file.counted();
        return new LogicalFile(
                ordinal,
                file.id().map(id -> "visa:" + id).orElse(""),
                file.header().map(FileHeader::processingDate).orElse(BaseIIRecords.NO_DATE),
                file.isTest(),
                totals.transactionCount(),
                totals.sourceAmount(),
                totals.destinationAmount());
    }
}
