package io.kessai.authorization.cryptography;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Who verifies what messages prove card and cardholder with, and with which keys. What has no key
 * is not verified. Names and defaults are pinned by ConfigurationKeysTest.
 */
@ConfigMapping(prefix = "kessai.cryptography")
public interface CryptographyConfig {

    /** {@code none}, {@code software} (local profile only) or {@code aws}. */
    @WithDefault("none")
    Provider provider();

    /** How long all proofs of one message may take; never beyond its deadline. */
    @WithDefault("PT0.5S")
    Duration timeout();

    /** The most messages whose proofs are verified at once; one more is answered 91. */
    @WithDefault("64")
    int callsMax();

    /** Whether a card number that no terminal read must come with CVV2 or CAVV. */
    @WithDefault("false")
    boolean printedValueRequired();

    Keys keys();

    /** By network, where one has another key than {@code keys.zone-master}. */
    Map<String, String> zoneMasters();

    /** How long after a change of key the one before still opens what the new one does not. */
    @WithDefault("PT5M")
    Duration keyOverlap();

    Track track();

    Pin pin();

    Chip chip();

    Cavv cavv();

    Breaker breaker();

    Aws aws();

    /** Who has the keys. */
    enum Provider {
        /** Nobody: nothing is verified. */
        NONE,
        /** This process. */
        SOFTWARE,
        /** AWS Payment Cryptography. */
        AWS
    }

    /**
     * Each is hex, then optionally {@code /} and its check value, of {@code software}; an ARN or
     * alias of {@code aws}.
     */
    interface Keys {

        /** For CVV, CVV2 and iCVV: key A, then key B. */
        Optional<String> cardValue();

        Optional<String> cavv();

        /** The issuer's master key for application cryptograms. */
        Optional<String> cryptogram();

        /** For PIN blocks, until a network changes it; an AES key where their format is 4. */
        Optional<String> pinEncryption();

        /** For PVV or IBM 3624. */
        Optional<String> pinVerification();

        /** Under which networks send new keys for PIN blocks; of {@code software} only. */
        Optional<String> zoneMaster();
    }

    /** Where in the discretionary data of track 2 things start, from 1. */
    interface Track {

        /** Three digits of CVV or iCVV. */
        @WithDefault("6")
        int valueAt();

        /** The key index and the four digits of the PVV, or the four of the offset. */
        @WithDefault("1")
        int pinReferenceAt();
    }

    /** How PINs are sent and verified. */
    interface Pin {

        /** {@code pvv} or {@code offset}. */
        @WithDefault("pvv")
        PinMethod method();

        /** {@code iso-0}, {@code iso-1}, {@code iso-3} or {@code iso-4}. */
        @WithDefault("iso-0")
        PinBlockFormat blockFormat();

        /** Of {@code offset}: the digit for each hex digit. */
        @WithDefault("0123456789012345")
        String decimalization();

        /** Of {@code offset}: where in the card number the validation data starts, from 0. */
        @WithDefault("0")
        int validationFrom();

        /** Of {@code offset}: how many digits of the card number. */
        @WithDefault("16")
        int validationLength();

        /** Of {@code offset}: what fills them up to 16, a hex digit. */
        @WithDefault("F")
        char validationPad();
    }

    /** What the chips run, and are told. */
    interface Chip {

        /** {@code visa} or {@code m-chip}. */
        @WithDefault("visa")
        CryptogramVersion.Application application();

        /** {@code option-a} or {@code option-b}. */
        @WithDefault("option-a")
        ChipKeys.Derivation derivation();

        /** Of an approval, for ARPC method 1: four hex digits. */
        @WithDefault("3030")
        String responseCode();

        /** Of an approval, for ARPC method 2: eight hex digits. */
        @WithDefault("00800000")
        String statusUpdate();
    }

    /** Where in the CAVV its parts stand, such as 6..8; without all three none is verified. */
    interface Cavv {

        /** Three digits. */
        Optional<String> value();

        /** Four digits that stand for the expiry. */
        Optional<String> date();

        /** Three digits that stand for the service code. */
        Optional<String> service();
    }

    /** When {@code aws} is not called for a while. */
    interface Breaker {

        /** Failures in a row after which it is not. */
        @WithDefault("5")
        int failuresMax();

        /** Until one call is tried. */
        @WithDefault("PT5S")
        Duration pause();
    }

    /** The service of {@code aws}; credentials come from where the AWS SDK looks for them. */
    interface Aws {

        /** Such as ap-northeast-1; else where the AWS SDK looks for it. */
        Optional<String> region();

        /** Another address of the service, such as that of an interface endpoint. */
        Optional<String> endpoint();
    }
}
