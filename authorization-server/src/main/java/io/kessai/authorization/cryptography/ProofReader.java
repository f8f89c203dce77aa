package io.kessai.authorization.cryptography;

import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import io.kessai.iso8583.Bytes;
import io.kessai.iso8583.DialectFacts;
import io.kessai.iso8583.Message;
import io.kessai.iso8583.Tlv;
import java.util.Optional;

/** Finds in a message what it proves card and cardholder with. Thread-safe. */
final class ProofReader {

    private static final int CARD_VALUE_DIGITS = 3;
    private static final int ARQC_BYTES = 8;
    private static final int COUNTER_BYTES = 2;

    /** Bits 8 and 7 of the cryptogram information data (tag 9F27): a request to the issuer. */
    private static final int TYPE_BITS = 0xC0;

    private static final int REQUEST = 0x80;

    private final ProofLayout layout;

    ProofReader(ProofLayout layout) {
        this.layout = layout;
    }

    /**
     * @param network that the message came from
     */
    Proofs read(String network, DialectFacts facts, Message message) {
        Optional<Pan> pan = message.pan();
        if (pan.isEmpty()) {
            return new Proofs(Proof.ABSENT, Proof.ABSENT, Proof.ABSENT, Proof.ABSENT, Proof.ABSENT);
        }
        EntryMode mode = EntryMode.of(message);
        Proof cavv = cavv(facts, message, pan.get());
        return new Proofs(
                cryptogram(message, pan.get()),
                trackValue(message, pan.get(), mode),
                printedValue(facts, message, pan.get(), mode, cavv),
                cavv,
                pin(network, message, pan.get()));
    }

    private Proof cryptogram(Message message, Pan pan) {
        if (!message.has(55)) {
            return Proof.ABSENT;
        }
        Optional<Tlv> chip = message.tlv(55);
        if (chip.isEmpty()) {
            return new Proof.Broken(KeyUse.CRYPTOGRAM);
        }
        if (chip.get().value("9F26").isEmpty()) {
            return Proof.ABSENT;
        }
        String sequence = sequence(message, chip.get());
        return isRequest(chip.get()) && Hex.isDigits(sequence)
                ? cryptogram(chip.get(), pan, sequence)
                        .map(Proof.class::cast)
                        .orElse(new Proof.Broken(KeyUse.CRYPTOGRAM))
                : new Proof.Broken(KeyUse.CRYPTOGRAM);
    }

    private Optional<Cryptogram> cryptogram(Tlv chip, Pan pan, String sequence) {
        byte[] issuerData = chip.value("9F10").map(Bytes::toArray).orElse(new byte[0]);
        Optional<CryptogramVersion> version =
                CryptogramVersion.of(layout.application(), issuerData);
        Optional<Bytes> data = version.flatMap(known -> known.data(chip, issuerData));
        Optional<Bytes> arqc = chip.value("9F26").filter(value -> value.length() == ARQC_BYTES);
        Optional<Bytes> counter =
                chip.value("9F36").filter(value -> value.length() == COUNTER_BYTES);
        Optional<Bytes> unpredictable = chip.value("9F37");
        return data.isPresent() && arqc.isPresent() && counter.isPresent()
                ? Optional.of(
                        new Cryptogram(
                                pan,
                                sequence,
                                version.get(),
                                data.get(),
                                arqc.get(),
                                counter.get(),
                                unpredictable.orElse(Bytes.EMPTY)))
                : Optional.empty();
    }

    private static boolean isRequest(Tlv chip) {
        Optional<Bytes> information = chip.value("9F27").filter(value -> value.length() > 0);
        return information.isEmpty() || (information.get().at(0) & TYPE_BITS) == REQUEST;
    }

    /** The last two digits of DE23, else tag 5F34, else 00. */
    private static String sequence(Message message, Tlv chip) {
        String sent = message.text(23).or(() -> chip.value("5F34").map(Bytes::toHex)).orElse("");
        String filled = "00" + sent;
        return filled.substring(filled.length() - 2);
    }

    private Proof trackValue(Message message, Pan pan, EntryMode mode) {
        Optional<Secret> track = message.secret(35);
        if (track.isEmpty()) {
            return message.has(45) ? Proof.UNVERIFIED : Proof.ABSENT;
        }
        return switch (mode) {
            case NOT_READ, CONTACTLESS_STRIPE -> Proof.UNVERIFIED;
            case STRIPE, UNKNOWN -> trackValue(track.get(), pan, false);
            case CHIP -> trackValue(track.get(), pan, true);
        };
    }

    private Proof trackValue(Secret track, Pan pan, boolean isChip) {
        Optional<Track2> parts = Track2.of(track);
        Optional<Secret> value =
                parts.flatMap(p -> p.digits(layout.trackValueAt(), CARD_VALUE_DIGITS));
        if (parts.isEmpty() || value.isEmpty()) {
            return new Proof.Broken(KeyUse.CARD_VALUE);
        }
        return new CardValue(
                CardValue.Kind.TRACK,
                pan,
                parts.get().expiry(),
                isChip ? CardVerificationValue.CHIP_SERVICE : parts.get().service(),
                value.get());
    }

    private Proof printedValue(
            DialectFacts facts, Message message, Pan pan, EntryMode mode, Proof cavv) {
        Optional<Secret> value =
                facts.cardVerificationValue(message).filter(v -> !clear(v).isEmpty());
        if (value.isEmpty()) {
            boolean isMissing =
                    layout.printedValueRequired()
                            && mode == EntryMode.NOT_READ
                            && cavv == Proof.ABSENT;
            return isMissing ? Proof.MISSING : Proof.ABSENT;
        }
        Optional<String> expiry = message.text(14);
        return expiry.isPresent()
                ? new CardValue(
                        CardValue.Kind.PRINTED,
                        pan,
                        expiry.get(),
                        CardVerificationValue.PRINTED_SERVICE,
                        value.get())
                : new Proof.Broken(KeyUse.CARD_VALUE);
    }

    private Proof cavv(DialectFacts facts, Message message, Pan pan) {
        Optional<Secret> cavv = facts.authenticationValue(message).filter(v -> !clear(v).isEmpty());
        if (cavv.isEmpty()) {
            return Proof.ABSENT;
        }
        return layout.cavv().map(known -> known.proof(pan, cavv.get())).orElse(Proof.UNVERIFIED);
    }

    private Proof pin(String network, Message message, Pan pan) {
        Optional<Secret> block = message.secret(52);
        if (block.isEmpty()) {
            return Proof.ABSENT;
        }
        Optional<Secret> reference =
                message.secret(35)
                        .flatMap(Track2::of)
                        .flatMap(
                                track ->
                                        track.digits(
                                                layout.pinReferenceAt(),
                                                layout.pinMethod().referenceDigits()));
        return reference.isPresent()
                ? new PinEntry(network, pan, block.get(), reference.get())
                : new Proof.Broken(KeyUse.PIN_VERIFICATION);
    }

    private static String clear(Secret secret) {
        return secret.reveal(PanAccess.get());
    }
}
