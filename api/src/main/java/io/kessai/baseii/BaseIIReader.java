package io.kessai.baseii;

import io.kessai.baseii.TcrSource.Piece;
import io.kessai.domain.RecordLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a BASE II file, one transaction after the other, in constant memory.
 *
 * <p>ASCII or EBCDIC (cp500), lines ended by LF or CRLF or no line ends, records of 168 characters
 * or of 170 with two blanks behind the code: found out from the file. A transaction is a TCR and
 * those that follow with the same code and a higher number; headers and trailers are transactions.
 * Padding is left out. Whatever the bytes, only the stream itself makes it throw. The stream is not
 * closed. Not thread-safe.
 */
public final class BaseIIReader {
    /** TCRs are numbered by a digit or a letter. */
    private static final int TCRS_MAX = 36;

    private static final int SEQUENCE_OFFSET = 3;

    private final TcrSource source;
    private final String fileName;
    private final byte[] pending = new byte[TCRS_MAX * Layout.TCR_LENGTH];
    private Piece ahead;
    private long records;
    private int logicalFiles;
    private LocalDate fileDate = BaseIITransaction.NO_DATE;

    private BaseIIReader(TcrSource source, String fileName) throws IOException {
        this.source = source;
        this.fileName = fileName;
        this.ahead = source.next();
    }

    /**
     * Starts reading.
     *
     * @param fileName what locations call the file
     * @throws IOException if the stream cannot be read
     */
    public static BaseIIReader open(InputStream in, String fileName) throws IOException {
        return new BaseIIReader(new TcrSource(in), fileName);
    }

    /** How the file's characters are written. */
    public BaseIIFraming.Encoding encoding() {
        return source.encoding();
    }

    /**
     * The next record; nothing at the end of the file.
     *
     * @throws IOException if the stream cannot be read
     */
    public Optional<BaseIIRecord> next() throws IOException {
        return switch (ahead) {
            case END -> Optional.empty();
            case TCR -> Optional.of(isCodeReadable() ? transaction() : unreadableCode());
            case WRONG_LENGTH ->
                    Optional.of(
                            piece(
                                    BaseIIFaultType.RECORD_LENGTH,
                                    "has %d characters, not 168".formatted(source.length()),
                                    source.wrong()));
            case CUT_OFF ->
                    Optional.of(
                            piece(
                                    BaseIIFaultType.FILE_CUT_OFF,
                                    "ends with the file after %d of 168 characters"
                                            .formatted(source.length()),
                                    source.wrong()));
        };
    }

    private BaseIIDamaged unreadableCode() throws IOException {
        return piece(
                BaseIIFaultType.CODE_UNREADABLE,
                "must start with a transaction code (positions 1-2, two digits) and have a record"
                        + " number (position 4, a digit or a letter)",
                new String(source.tcr(), StandardCharsets.ISO_8859_1));
    }

    private BaseIIDamaged piece(BaseIIFaultType type, String rule, String raw) throws IOException {
        RecordLocation location = locate();
        BaseIIFault fault = BaseIIFault.of(type, location, "the record", rule);
        ahead = source.next();
        return BaseIIDamaged.piece(fault, raw);
    }

    private BaseIIRecord transaction() throws IOException {
        if (code(source.tcr()) == TransactionCode.FILE_HEADER.number()) {
            logicalFiles++;
            fileDate = BaseIITransaction.NO_DATE;
        }
        RecordLocation location = locate();
        int length = 0;
        do {
            System.arraycopy(source.tcr(), 0, pending, length, Layout.TCR_LENGTH);
            length += Layout.TCR_LENGTH;
            ahead = source.next();
        } while (ahead == Piece.TCR && continues(length));
        BaseIITransaction transaction =
                new BaseIITransaction(location, Arrays.copyOf(pending, length), fileDate);
        transaction.header().ifPresent(header -> fileDate = header.processingDate());
        List<BaseIIFault> faults = transaction.faults();
        return faults.isEmpty() ? transaction : BaseIIDamaged.transaction(transaction, faults);
    }

    /** Whether the TCR ahead belongs to the transaction of which so many characters are read. */
    private boolean continues(int length) {
        byte[] next = source.tcr();
        int last = length - Layout.TCR_LENGTH;
        int code = code(pending);
        return code == code(next)
                && code != TransactionCode.FILE_HEADER.number()
                && isSequence(next[SEQUENCE_OFFSET])
                && next[SEQUENCE_OFFSET] > pending[last + SEQUENCE_OFFSET];
    }

    private boolean isCodeReadable() {
        int code = code(source.tcr());
        return code == TransactionCode.FILE_HEADER.number()
                || (code >= 0 && isSequence(source.tcr()[SEQUENCE_OFFSET]));
    }

    private static int code(byte[] tcr) {
        return (int) Characters.number(tcr, 0, 2);
    }

    private static boolean isSequence(byte character) {
        return Characters.isDigit(character) || (character >= 'A' && character <= 'Z');
    }

    private RecordLocation locate() {
        records++;
        return new RecordLocation(fileName, logicalFiles, records, source.offset());
    }
}
