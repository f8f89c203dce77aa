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
    private static final int ASCII_0 = '0';
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

    /**
     * A BASE II record begins with its transaction code, two digits; 90 unless the file has lost
     * its header. An IPM file begins with a length, which is far below two digits.
     */
    private static boolean isBaseII(int first, int second) {
        return (isDigit(first, ASCII_0) && isDigit(second, ASCII_0))
                || (isDigit(first, EBCDIC_0) && isDigit(second, EBCDIC_0));
    }

    private static boolean isDigit(int character, int zero) {
        return character >= zero && character <= zero + 9;
    }
}
