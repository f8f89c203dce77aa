package io.kessai.ipm;

import io.kessai.domain.RecordLocation;
import io.kessai.ipm.FormatDetection.Detected;
import io.kessai.iso8583.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file record by record, in memory that does not grow with the file.
 *
 * <p>Whatever the bytes are, each record comes out once, as a message or as a damaged record; where
 * reading cannot go on, the last record is a damaged one with a {@link FileFault}. Only the stream
 * itself can throw. The caller closes the stream. Not thread-safe.
 */
public final class IpmReader {
    private final String file;
    private final Optional<IpmFormat> format;
    private final Optional<VbsStream> stream;
    private final Optional<MessageParser> parser;
    private final List<IpmWarning> warnings = new ArrayList<>();
    private Optional<FileRule> refusal;
    private int recordLengthMax;
    private int logicalFile;
    private long number;
    private boolean isOver;

    private IpmReader(
            String file,
            Optional<IpmFormat> format,
            Optional<VbsStream> stream,
            Optional<MessageParser> parser,
            Optional<FileRule> refusal,
            int recordLengthMax) {
        this.file = file;
        this.format = format;
        this.stream = stream;
        this.parser = parser;
        this.refusal = refusal;
        this.recordLengthMax = recordLengthMax;
    }

    /**
     * Reads the first blocks and finds out what they are.
     *
     * @param in from the file's first byte; buffering is done here
     * @param file the name it was delivered under
     */
    public static IpmReader open(InputStream in, String file, IpmOptions options)
            throws IOException {
        byte[] head = in.readNBytes(VbsStream.CHUNK);
        int max = options.recordLengthMax();
        return switch (new FormatDetection(head, max, options.fileBytes()).run()) {
            case Detected.Known(IpmFormat format) ->
                    new IpmReader(
                            file,
                            Optional.of(format),
                            Optional.of(new VbsStream(in, head, format.framing(), max)),
                            Optional.of(new MessageParser(options.layout(), format.encoding())),
                            Optional.empty(),
                            max);
            case Detected.Refused(FileRule rule) ->
                    new IpmReader(
                            file,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(rule),
                            max);
        };
    }

    /** What the file looks like; empty where that could not be told. */
    public Optional<IpmFormat> format() {
        return format;
    }

    /** The next record; empty at the end, and ever after. */
    public Optional<IpmRecord> next() throws IOException {
        if (isOver) {
            return Optional.empty();
        }
        if (stream.isEmpty() || parser.isEmpty()) {
            isOver = true;
            return refusal.map(this::unreadable);
        }
        VbsStream records = stream.get();
        Optional<byte[]> raw = records.next();
        number++;
        if (raw.isEmpty()) {
            return finish(records);
        }
        IpmRecord read = parser.get().parse(raw.get(), here());
        logicalFile = read.location().logicalFile();
        return Optional.of(read);
    }

    /** What was odd; complete when {@link #next} has given nothing. */
    public List<IpmWarning> warnings() {
        return List.copyOf(warnings);
    }

    private Optional<IpmRecord> finish(VbsStream records) {
        isOver = true;
        refusal = records.failure();
        if (refusal.isPresent()) {
            return refusal.map(this::unreadable);
        }
        if (!records.hasTerminator()) {
            warn(
                    IpmWarning.Rule.TERMINATOR_MISSING,
                    "the data ends without a record length of zero");
        }
        if (records.isBlockCut()) {
            warn(IpmWarning.Rule.BLOCK_CUT, "the last block has fewer than 1014 bytes");
        }
        return Optional.empty();
    }

    private void warn(IpmWarning.Rule rule, String finding) {
        warnings.add(new IpmWarning(rule, here(), finding));
    }

    private RecordLocation here() {
        return new RecordLocation(
                file, logicalFile, number, stream.map(VbsStream::byteOffset).orElse(0L));
    }

    private IpmRecord unreadable(FileRule rule) {
        RecordLocation location = here();
        return new DamagedRecord(
                location,
                List.of(new FileFault(rule, location, finding(rule))),
                Optional.empty(),
                Bytes.EMPTY);
    }

    private String finding(FileRule rule) {
        return switch (rule) {
            case FILE_EMPTY -> "the file has no records";
            case FORMAT_UNKNOWN -> "the file does not begin with a record";
            case FORMAT_ZOS_RDW -> "the file has z/OS record descriptor words";
            case FORMAT_PRE_EDIT -> "the file has the Pre-Edit form";
            case RECORD_TOO_LONG ->
                    "the record's length is over " + recordLengthMax + " bytes, or damaged";
            case FILE_ENDS_IN_LENGTH -> "the file ends within a record's length";
            case FILE_ENDS_IN_RECORD -> "the file ends within a record";
            case DATA_AFTER_END -> "data stands behind the record length of zero";
            case MTI_UNREADABLE,
                    AMOUNT_UNREADABLE,
                    HEADER_MISSING,
                    TRAILER_MISSING,
                    FILE_ID_UNREADABLE,
                    FILE_IDS_DIFFER,
                    FILE_ID_REPEATED,
                    PROCESSING_MODE_UNREADABLE,
                    PROCESSING_MODE_REFUSED,
                    FILE_REVERSAL,
                    COUNT_UNREADABLE,
                    COUNT_WRONG,
                    AMOUNT_SUM_UNREADABLE,
                    AMOUNT_SUM_WRONG,
                    MESSAGE_NUMBER_REPEATED,
                    MESSAGE_NUMBER_DECREASED ->
                    throw new IllegalStateException(rule + " is not found by cutting records");
        };
    }
}
