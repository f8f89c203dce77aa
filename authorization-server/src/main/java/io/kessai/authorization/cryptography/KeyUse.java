package io.kessai.authorization.cryptography;

/** What a key is for; the words of the configuration. */
enum KeyUse {
    CARD_VALUE("card-value"),
    CAVV("cavv"),
    CRYPTOGRAM("cryptogram"),
    PIN_ENCRYPTION("pin-encryption"),
    PIN_VERIFICATION("pin-verification"),
    ZONE_MASTER("zone-master");

    private final String word;

    KeyUse(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
