package io.kessai.clearing.ingest;

import io.kessai.baseii.BaseIIOptions;
import io.kessai.ipm.IpmOptions;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a clearing file of either network: which one it is, its first four bytes tell. */
public final class FileReading {
    private static final int FIRST_BYTES = 4;
    private static final Pattern BASE_II =
            Pattern.compile("(90|00).*|[0-9]{3}0|[0-9]{2}  ", Pattern.DOTALL);

    private final IpmReading ipm;
    private final BaseIIReading baseII;

    FileReading(IpmReading ipm, BaseIIReading baseII) {
        this.ipm = ipm;
        this.baseII = baseII;
    }

    /** With the shipped layouts and options, tokens made by these keys. */
    public static FileReading of(VaultKeys keys) {
        PanVault vault = new PanVault(keys);
        return new FileReading(
                new IpmReading(IpmOptions.standard(), new IpmRecords(vault)),
                new BaseIIReading(BaseIIOptions.defaults(), new BaseIIRecords(vault)));
    }

    /**
     * Reads a file from its first byte to its last.
     *
     * @param name what messages call it
     * @param sizeBytes of the whole file
     * @param sink gets every record whose fields could be read, in order
     * @throws IOException when the stream cannot be read; whatever is in it throws nothing
     */
    public FileContent read(InputStream in, String name, long sizeBytes, RecordSink sink)
            throws IOException, SQLException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(FIRST_BYTES);
        byte[] first = buffered.readNBytes(FIRST_BYTES);
        buffered.reset();
        return isBaseII(first)
                ? baseII.read(buffered, name, sink)
                : ipm.read(buffered, name, sizeBytes, sink);
    }

    /**
     * A BASE II file begins with its header, 90, or with padding, 00; one that has lost its header
     * with the code of a transaction, a qualifier (in the 170 form two blanks before it) and the
     * number 0 of the transaction's first record. An IPM file begins with a length.
     */
    private static boolean isBaseII(byte[] first) {
        return Stream.of(StandardCharsets.US_ASCII, Charset.forName("IBM500"))
                .map(charset -> new String(first, charset))
                .anyMatch(text -> BASE_II.matcher(text).matches());
    }
}
