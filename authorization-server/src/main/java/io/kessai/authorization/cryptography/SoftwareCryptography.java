package io.kessai.authorization.cryptography;

import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import io.kessai.iso8583.Bytes;
import java.util.Optional;

/**
 * Verifies with keys in memory: for local use, no profile but {@code local} starts with it.
 * Thread-safe.
 */
final class SoftwareCryptography implements CardCryptography {

    private final SoftwareKeys keys;
    private final PinScheme pins;
    private final ChipKeys.Derivation derivation;
    private final ChipAnswer answer;

    SoftwareCryptography(
            SoftwareKeys keys, PinScheme pins, ChipKeys.Derivation derivation, ChipAnswer answer) {
        this.keys = keys;
        this.pins = pins;
        this.derivation = derivation;
        this.answer = answer;
    }

    @Override
    public boolean verifies(CardValue value) {
        String expected =
                CardVerificationValue.of(
                        keys.des(value.key()), clear(value.pan()), value.date(), value.service());
        return Hex.same(expected, clear(value.value()));
    }

    @Override
    public boolean verifies(PinEntry entry) {
        byte[] block = Hex.bytes(clear(entry.block()));
        if (block.length != pins.format().length()) {
            return false;
        }
        String pan = clear(entry.pan());
        return entry.under().stream()
                .flatMap(key -> open(key, block, pan).stream())
                .findFirst()
                .filter(pin -> isOf(clear(entry.reference()), pan, clear(pin)))
                .isPresent();
    }

    private Optional<Secret> open(PinKey key, byte[] block, String pan) {
        return switch (pins.format()) {
            case ISO_0, ISO_1, ISO_3 -> pins.format().open(des(key), block, pan);
            case ISO_4 -> pins.format().open(keys.pinAes(), block, pan);
        };
    }

    /**
     * @throws IllegalStateException for a key that was accepted under another zone master key: who
     *     changes that has the network change its key, too
     */
    private DesKey des(PinKey key) {
        return switch (key) {
            case PinKey.Configured _ -> keys.des(KeyUse.PIN_ENCRYPTION);
            case ZoneKey zone ->
                    unwrapped(zone)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "no zone master key opens " + zone));
        };
    }

    /** A key of format 4 is no DES key. */
    @Override
    public boolean accepts(ZoneKey key) {
        return pins.format() != PinBlockFormat.ISO_4 && unwrapped(key).isPresent();
    }

    private Optional<DesKey> unwrapped(ZoneKey zone) {
        byte[] wrapped = Hex.bytes(clear(zone.wrapped()));
        String expected = zone.checkValue();
        return keys.zoneMaster(zone.network())
                .map(master -> DesKey.of(master.decrypt(wrapped)))
                .filter(key -> Hex.same(expected, key.checkValue(expected.length())));
    }

    private boolean isOf(String reference, String pan, String pin) {
        DesKey key = keys.des(KeyUse.PIN_VERIFICATION);
        return switch (pins.method()) {
            case PVV -> {
                int index = reference.charAt(0) - '0';
                String expected = PinVerificationValue.of(key, pan, index, pin);
                yield Hex.same(expected, reference.substring(1));
            }
            case OFFSET -> pins.offset().verifies(key, pan, reference, pin);
        };
    }

    @Override
    public Optional<Bytes> authenticates(Cryptogram cryptogram) {
        DesKey card =
                ChipKeys.ofCard(
                        keys.des(KeyUse.CRYPTOGRAM),
                        derivation,
                        clear(cryptogram.pan()),
                        cryptogram.sequence());
        DesKey session = session(card, cryptogram);
        byte[] arqc = cryptogram.arqc().toArray();
        String expected = Hex.of(session.mac(cryptogram.data().toArray()));
        if (!Hex.same(expected, Hex.of(arqc))) {
            return Optional.empty();
        }
        CryptogramVersion version = cryptogram.version();
        DesKey answering = version.answersWithSessionKey() ? session : card;
        byte[] arpc =
                version.answersByMethod2()
                        ? Arpc.method2(answering, arqc, answer.statusUpdate().toArray())
                        : Arpc.method1(answering, arqc, answer.responseCode().toArray());
        return Optional.of(answer.authenticationData(version, arpc));
    }

    private static DesKey session(DesKey card, Cryptogram cryptogram) {
        byte[] counter = cryptogram.counter().toArray();
        return switch (cryptogram.version().session()) {
            case CARD_KEY -> card;
            case COMMON -> ChipKeys.ofTransaction(card, Hex.join(counter, new byte[6]));
            case M_CHIP ->
                    ChipKeys.ofTransaction(
                            card,
                            Hex.join(counter, new byte[2], cryptogram.unpredictable().toArray()));
        };
    }

    private static String clear(Pan pan) {
        return pan.reveal(PanAccess.get());
    }

    private static String clear(Secret secret) {
        return secret.reveal(PanAccess.get());
    }
}
