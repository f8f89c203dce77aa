package io.kessai.baseii;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code golden.base-ii} and frames its records, without the code under test. */
final class GoldenFile {
    private GoldenFile() {}

    /** Its records, 168 characters each. */
    static List<String> records() {
        List<String> records = new ArrayList<>();
        StringBuilder record = new StringBuilder();
        for (String line : resource("golden.base-ii").lines().toList()) {
            if (line.startsWith("record ")) {
                record = new StringBuilder(" ".repeat(168));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int at = Integer.parseInt(line.substring(0, 3).strip()) - 1;
                String value = line.substring(5, line.indexOf('#')).strip();
                record.replace(at, at + value.length(), value);
            } else if (line.isBlank() && !record.isEmpty()) {
                records.add(record.toString());
                record = new StringBuilder();
            }
        }
        if (!record.isEmpty()) {
            records.add(record.toString());
        }
        return records;
    }

    /** The records as a file. */
    static byte[] framed(List<String> records, BaseIIFraming framing) {
        boolean isEbcdic = framing.encoding() == BaseIIFraming.Encoding.EBCDIC;
        Charset charset = isEbcdic ? Charset.forName("IBM500") : StandardCharsets.ISO_8859_1;
        byte lf = (byte) (isEbcdic ? 0x25 : 0x0A);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String record : records) {
            String piece =
                    framing.form() == BaseIIFraming.Form.CTF
                            ? record
                            : record.substring(0, 2) + "  " + record.substring(2);
            out.writeBytes(piece.getBytes(charset));
            switch (framing.delimiter()) {
                case NONE -> {}
                case LF -> out.write(lf);
                case CRLF -> {
                    out.write(0x0D);
                    out.write(lf);
                }
            }
        }
        return out.toByteArray();
    }

    static String resource(String name) {
        try (InputStream in = GoldenFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
