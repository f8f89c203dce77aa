package io.kessai.clearing.ingest;

import io.kessai.baseii.BaseIIOptions;
import io.kessai.ipm.IpmOptions;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;

/** Reads a clearing file of either network: which one it is, its first two bytes tell. */
public final class FileReading {
    private static final int ASCII_9 = '9';
    private static final int ASCII_0 = '0';
    private static final int EBCDIC_9 = 0xF9;
    private static final int EBCDIC_0 = 0xF0;

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
        buffered.mark(2);
        int first = buffered.read();
        int second = buffered.read();
        buffered.reset();
        return isBaseII(first, second)
                ? baseII.read(buffered, name, sink)
                : ipm.read(buffered, name, sizeBytes, sink);
    }

    /** A BASE II file begins with its header, 90, or with padding, 00: in digits. */
    private static boolean isBaseII(int first, int second) {
        return ((first == ASCII_9 || first == ASCII_0) && second == ASCII_0)
                || ((first == EBCDIC_9 || first == EBCDIC_0) && second == EBCDIC_0);
    }
}
