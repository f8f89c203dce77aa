package io.kessai.local.network;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The client's side of the truth: every message the network sent and what it received for it, as a
 * file that {@code audit --answers FILE} compares with the journal.
 *
 * <p>One JSON object a line, in the order in which answers came; a message that was never answered
 * is written when its wait ends, without the members from {@code received_at} on. All members:
 *
 * <pre>{@code
 * number          whole number, position in the day; no two lines share it
 * link            text, the link it was sent over
 * network         text ┐
 * class           text │ MTI digits 2 and 3
 * acquirer        text │ DE32
 * stan            text │ DE11            the natural key, as sent, absent parts ""
 * transmission    text │ DE7 MMDDhhmmss
 * rrn             text │ DE37
 * terminal        text │ DE41, with the trailing blanks that were sent
 * transmitted_on  text ┘ UTC date of DE7, YYYY-MM-DD
 * mti             text, as sent: 0101 is a repeat of class 10
 * card            whole number, index of the seeded card (999900 + nine digits + Luhn), -1 for none
 * amount          whole number, DE4 as sent in minor units, 0 where not sent
 * currency        text, DE49 as sent, ISO 4217 numeric, "" where not sent
 * sent_at         text, ISO 8601 instant
 * received_at     text, ISO 8601 instant; absent: no answer came
 * answer_mti      text
 * response_code   text, DE39
 * approval_code   text, DE38, "" where absent
 * answer_amount   text, DE4 of the answer, twelve digits, "" where absent
 * balances        text, DE54 of the answer, "" where absent
 * }</pre>
 *
 * <p>Messages that are no financial message (network management, garbage) are not written. The PAN
 * never is. Thread-safe.
 */
public final class AnswerLog implements Closeable {
    private final BufferedWriter out;

    private AnswerLog(BufferedWriter out) {
        this.out = out;
    }

    /** Starts a new file, replacing one that is there. */
    public static AnswerLog create(Path file) {
        try {
            return new AnswerLog(Files.newBufferedWriter(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes one line; a killed process may lose the last ones. */
    public void write(AnswerRecord answer) {
        String line = answer.toJson();
        synchronized (out) {
            try {
                out.write(line);
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Hands what was written to the file, for readers of it. */
    public void flush() {
        synchronized (out) {
            try {
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** All lines of a file, in its order. */
    public static List<AnswerRecord> read(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            return lines.map(AnswerRecord::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        synchronized (out) {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
