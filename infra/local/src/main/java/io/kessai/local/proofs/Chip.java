package io.kessai.local.proofs;

/**
 * A chip with its own key, of one of two of Visa's cryptogram versions.
 *
 * <p>Sources: EMV Book 2, annexes A1.3 (session keys), A1.4 option A (card keys) and section 8.2
 * (answers); what each version covers is public in open source (pyemv's {@code cvn}).
 */
final class Chip {

    /** With the chip's own key, over four bytes of verification results; zeros fill it up. */
    private static final String VERSION_10 = "06010A03A06010";

    /** With a key of the transaction, over all issuer data; a one and zeros fill it up. */
    private static final String VERSION_18 = "06011203A00000";

    private static final int BLOCK = 16;
    private static final int RESULTS_FROM = 6;
    private static final int RESULTS_TO = 14;
    private static final int NAME_FROM = 4;
    private static final String NAME_OF_18 = "12";

    /** Hex digits of an answer by method 2. */
    private static final int SHORT = 8;

    /** What the server tells chips of an approval unless it is configured otherwise. */
    private static final String RESPONSE_CODE = "3030";

    private static final String STATUS_UPDATE = "00800000";

    private final TripleDes own;
    private final String issuerData;

    /**
     * @param pan 16 digits
     * @param issuerData tag 9F10, which names the version
     */
    Chip(TripleDes issuer, String pan, String issuerData) {
        String last = (pan + "00").substring(pan.length() + 2 - BLOCK);
        this.own = TripleDes.of(issuer.encrypt(last + TripleDes.xor(last, "F".repeat(BLOCK))));
        this.issuerData = issuerData;
    }

    /** One of the two versions, by the last digit of the number but one. */
    static Chip of(TripleDes issuer, String pan) {
        boolean isOdd = pan.charAt(pan.length() - 2) % 2 == 1;
        return new Chip(issuer, pan, isOdd ? VERSION_18 : VERSION_10);
    }

    String issuerData() {
        return issuerData;
    }

    /** The request cryptogram (ARQC), 16 hex digits. */
    String cryptogram(ChipData data) {
        String part =
                isVersion18() ? issuerData + "80" : issuerData.substring(RESULTS_FROM, RESULTS_TO);
        return key(data.counter()).mac(filled(data.covered() + part));
    }

    /** The issuer authentication data (tag 91) of an approval. */
    String answer(String cryptogram, int counter) {
        return answer(cryptogram, counter, isVersion18() ? STATUS_UPDATE : RESPONSE_CODE);
    }

    /** By method 2 of a status update, by method 1 of a response code. */
    String answer(String cryptogram, int counter, String told) {
        TripleDes key = key(counter);
        return isVersion18()
                ? key.mac(filled(cryptogram + told + "80")).substring(0, SHORT) + told
                : key.encrypt(TripleDes.xor(cryptogram, filled(told))) + told;
    }

    private TripleDes key(int counter) {
        String start = "%04X".formatted(counter);
        String rest = "00".repeat(5);
        return isVersion18()
                ? TripleDes.of(own.encrypt(start + "F0" + rest + start + "0F" + rest))
                : own;
    }

    private boolean isVersion18() {
        return issuerData.startsWith(NAME_OF_18, NAME_FROM);
    }

    private static String filled(String data) {
        return data + "0".repeat(Math.floorMod(-data.length(), BLOCK));
    }
}
