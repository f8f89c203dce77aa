package io.kessai.authorization.cryptography;

import io.kessai.iso8583.Bytes;

/**
 * What cards are told on an approval.
 *
 * @param responseCode two bytes, for method 1
 * @param statusUpdate four bytes, for method 2
 */
record ChipAnswer(Bytes responseCode, Bytes statusUpdate) {

    private static final int RESPONSE_CODE_BYTES = 2;
    private static final int STATUS_UPDATE_BYTES = 4;

    /**
     * @throws IllegalArgumentException for other lengths
     */
    ChipAnswer {
        if (responseCode.length() != RESPONSE_CODE_BYTES) {
            throw new IllegalArgumentException("the chip's response code has two bytes");
        }
        if (statusUpdate.length() != STATUS_UPDATE_BYTES) {
            throw new IllegalArgumentException("the chip's status update has four bytes");
        }
    }

    /** The issuer authentication data (tag 91): the ARPC, then what it was made of. */
    Bytes authenticationData(CryptogramVersion version, byte[] arpc) {
        Bytes told = version.answersByMethod2() ? statusUpdate : responseCode;
        return Bytes.of(Hex.join(arpc, told.toArray()));
    }
}
