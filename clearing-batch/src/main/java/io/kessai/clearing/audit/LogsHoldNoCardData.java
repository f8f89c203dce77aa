package io.kessai.clearing.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * No file given as a log holds a card number or track data. Folders are searched whole, files that
 * end in {@code .gz} unpacked. Memory is constant.
 */
final class LogsHoldNoCardData implements Check {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte NEWLINE = '\n';

    @Override
    public Invariant invariant() {
        return Invariant.A8;
    }

    @Override
    public String rule() {
        return "logs-hold-no-card-data";
    }

    @Override
    public CheckResult run(AuditSession session) throws SQLException, IOException {
        if (session.request().logs().isEmpty()) {
            return CheckResult.notChecked(invariant(), rule(), "no --logs given");
        }
        Findings findings = session.newFindings();
        try (KnownCards cards = KnownCards.open(session.request())) {
            PlaceScanner scanner = new PlaceScanner(cards, findings);
            int files = 0;
            for (Path log : session.request().logs()) {
                for (Path file : files(log)) {
                    search(file, scanner);
                    files++;
                }
            }
            findings.note("files searched: " + files);
            if (!cards.isCertain()) {
                findings.note(KnownCards.NO_KEYS);
            }
            return findings.result(this, scanner.bytes(), "bytes");
        }
    }

    private static List<Path> files(Path log) throws IOException {
        try (Stream<Path> tree = Files.walk(log)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void search(Path file, PlaceScanner scanner) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long line = 1;
        try (InputStream in = open(file)) {
            int length = in.read(buffer);
            while (length >= 0) {
                int from = 0;
                for (int i = 0; i < length; i++) {
                    if (buffer[i] == NEWLINE) {
                        scanner.accept(buffer, from, i + 1);
                        endLine(file, line, scanner);
                        line++;
                        from = i + 1;
                    }
                }
                scanner.accept(buffer, from, length);
                length = in.read(buffer);
            }
            endLine(file, line, scanner);
        }
    }

    private static void endLine(Path file, long line, PlaceScanner scanner) {
        scanner.endPlace(() -> Masking.mask(file.toString()) + ":" + line);
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        return file.toString().endsWith(".gz")
                ? new GZIPInputStream(new BufferedInputStream(raw, BUFFER_BYTES))
                : raw;
    }
}
