package io.kessai.baseii;

import io.kessai.baseii.BaseIIFraming.Delimiter;
import io.kessai.baseii.BaseIIFraming.Encoding;
import io.kessai.baseii.BaseIIFraming.Form;
import io.kessai.domain.Ebcdic;
import io.kessai.domain.PanAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Writes BASE II files: header, transactions, batch trailers, file trailer; several in one stream
 * if asked. Trailers are computed, unless totals are given, as a broken file needs.
 *
 * <p>Order is left to the caller. The stream is neither buffered, flushed nor closed. Not
 * thread-safe.
 */
public final class BaseIIWriter {
    private static final int CODE_LENGTH = 2;

    private final OutputStream out;
    private final BaseIIFraming framing;
    private final Tally batch;
    private BaseIITotals closedBatches = BaseIITotals.ZERO;
    private FileHeader header = new FileHeader("", LocalDate.EPOCH, false, "");
    private long batches;

    public BaseIIWriter(OutputStream out, BaseIIFraming framing) {
        this(out, framing, BaseIIOptions.defaults());
    }

    /**
     * @param options which codes are monetary
     */
    public BaseIIWriter(OutputStream out, BaseIIFraming framing, BaseIIOptions options) {
        this.out = out;
        this.framing = framing;
        this.batch = new Tally(options);
    }

    /** Writes a file header and starts counting anew. */
    public void header(FileHeader content) throws IOException {
        header = content;
        batches = 0;
        batch.reset();
        closedBatches = BaseIITotals.ZERO;
        write(
                BaseIITransactionBuilder.of(TransactionCode.FILE_HEADER)
                        .text("centre", content.centre())
                        .text("processing-date", BaseIIDates.yearDay(content.processingDate()))
                        .text("test-indicator", content.test() ? "TEST" : "")
                        .text("file-id", content.fileId())
                        .build());
    }

    /** Writes a transaction and counts it in the current batch. */
    public void transaction(BaseIITransaction transaction) throws IOException {
        batch.add(transaction);
        write(transaction);
    }

    /** Writes a batch trailer that agrees. */
    public void batchTrailer() throws IOException {
        batchTrailer(batchTotals());
    }

    /** Writes a batch trailer that says this; the file's totals still count what was written. */
    public void batchTrailer(BaseIITotals claimed) throws IOException {
        batches++;
        closedBatches = closedBatches.plus(batchTotals());
        batch.reset();
        write(trailer(TransactionCode.BATCH_TRAILER, claimed));
    }

    /** Writes a file trailer that agrees. */
    public void fileTrailer() throws IOException {
        fileTrailer(fileTotals());
    }

    /** Writes a file trailer that says this. */
    public void fileTrailer(BaseIITotals claimed) throws IOException {
        write(trailer(TransactionCode.FILE_TRAILER, claimed));
    }

    /** What the trailer of the current batch should say. */
    public BaseIITotals batchTotals() {
        return batch.totals().withTrailer();
    }

    /** What the trailer of the file should say, its batches closed. */
    public BaseIITotals fileTotals() {
        return closedBatches.withTrailer();
    }

    /**
     * Writes a piece as it is, of any length, in the file's encoding and with its delimiter; it is
     * not counted. Two blanks are put behind the code where the form wants them.
     */
    public void raw(String piece) throws IOException {
        byte[] bytes = piece.getBytes(StandardCharsets.ISO_8859_1);
        piece(bytes, 0, bytes.length);
    }

    private void write(BaseIITransaction transaction) throws IOException {
        byte[] data = transaction.raw(PanAccess.get()).getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < data.length; at += Layout.TCR_LENGTH) {
            piece(data, at, Layout.TCR_LENGTH);
        }
    }

    private void piece(byte[] data, int from, int length) throws IOException {
        int code = Math.min(CODE_LENGTH, length);
        int blanks = framing.form() == Form.ITF ? CODE_LENGTH : 0;
        byte[] end = lineEnd();
        byte[] piece = new byte[length + blanks];
        System.arraycopy(data, from, piece, 0, code);
        for (int i = 0; i < blanks; i++) {
            piece[code + i] = ' ';
        }
        System.arraycopy(data, from + code, piece, code + blanks, length - code);
        if (framing.encoding() == Encoding.EBCDIC) {
            Ebcdic.fromLatin(piece);
        }
        out.write(piece);
        out.write(end);
    }

    private byte[] lineEnd() {
        if (framing.delimiter() == Delimiter.NONE) {
            return new byte[0];
        }
        byte newline = framing.encoding() == Encoding.EBCDIC ? Ebcdic.LF : (byte) '\n';
        return framing.delimiter() == Delimiter.CRLF
                ? new byte[] {'\r', newline}
                : new byte[] {newline};
    }

    /**
     * @throws IllegalArgumentException if a total has more digits than its field
     */
    private BaseIITransaction trailer(TransactionCode code, BaseIITotals totals) {
        return BaseIITransactionBuilder.of(code)
                .text("centre", header.centre())
                .text("processing-date", BaseIIDates.yearDay(header.processingDate()))
                .number("destination-total", totals.destinationAmount())
                .number("monetary-count", totals.monetaryCount())
                .number("batch-number", batches)
                .number("tcr-count", totals.tcrCount())
                .number("transaction-count", totals.transactionCount())
                .number("source-total", totals.sourceAmount())
                .build();
    }
}
