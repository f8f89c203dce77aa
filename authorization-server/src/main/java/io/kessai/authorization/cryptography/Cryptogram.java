package io.kessai.authorization.cryptography;

import io.kessai.domain.Pan;
import io.kessai.iso8583.Bytes;
import java.util.Set;

/**
 * A chip's request cryptogram (ARQC) and what it was made of.
 *
 * @param sequence of the card among those of its number, two digits
 * @param data what the cryptogram covers, padded
 * @param arqc eight bytes
 * @param counter the transaction counter, two bytes
 * @param unpredictable the terminal's number, four bytes
 */
record Cryptogram(
        Pan pan,
        String sequence,
        CryptogramVersion version,
        Bytes data,
        Bytes arqc,
        Bytes counter,
        Bytes unpredictable)
        implements Proof {

    @Override
    public Set<KeyUse> keys() {
        return Set.of(KeyUse.CRYPTOGRAM);
    }

    /** 0 to 65535. */
    int count() {
        return Byte.toUnsignedInt(counter.at(0)) << 8 | Byte.toUnsignedInt(counter.at(1));
    }
}
