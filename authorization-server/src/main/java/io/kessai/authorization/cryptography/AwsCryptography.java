package io.kessai.authorization.cryptography;

import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import io.kessai.domain.Secret;
import io.kessai.iso8583.Bytes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.paymentcryptographydata.PaymentCryptographyDataClient;
import software.amazon.awssdk.services.paymentcryptographydata.model.CardVerificationAttributes;
import software.amazon.awssdk.services.paymentcryptographydata.model.CryptogramAuthResponse;
import software.amazon.awssdk.services.paymentcryptographydata.model.MajorKeyDerivationMode;
import software.amazon.awssdk.services.paymentcryptographydata.model.PinBlockFormatForPinData;
import software.amazon.awssdk.services.paymentcryptographydata.model.PinVerificationAttributes;
import software.amazon.awssdk.services.paymentcryptographydata.model.SessionKeyDerivation;
import software.amazon.awssdk.services.paymentcryptographydata.model.ValidationException;
import software.amazon.awssdk.services.paymentcryptographydata.model.VerificationFailedException;
import software.amazon.awssdk.services.paymentcryptographydata.model.VerifyAuthRequestCryptogramRequest;

/**
 * Verifies with keys that stay in AWS Payment Cryptography. Thread-safe.
 *
 * <p>The service answers a false proof with {@code VerificationFailedException}, and one it cannot
 * read with {@code ValidationException}: both are verdicts. Whatever else it throws is no verdict.
 */
final class AwsCryptography implements CardCryptography {

    private final PaymentCryptographyDataClient client;
    private final Map<KeyUse, String> keys;
    private final PinScheme pins;
    private final ChipKeys.Derivation derivation;
    private final ChipAnswer answer;

    /**
     * @param keys ARN or alias of each key
     */
    AwsCryptography(
            PaymentCryptographyDataClient client,
            Map<KeyUse, String> keys,
            PinScheme pins,
            ChipKeys.Derivation derivation,
            ChipAnswer answer) {
        this.client = client;
        this.keys = Map.copyOf(keys);
        this.pins = pins;
        this.derivation = derivation;
        this.answer = answer;
    }

    @Override
    public boolean verifies(CardValue value) throws UnavailableException {
        return call(service ->
                        service.verifyCardValidationData(
                                request ->
                                        request.keyIdentifier(key(value.key()))
                                                .primaryAccountNumber(clear(value.pan()))
                                                .validationData(clear(value.value()))
                                                .verificationAttributes(attributes(value))))
                .isPresent();
    }

    private static CardVerificationAttributes attributes(CardValue value) {
        return switch (value.kind()) {
            case TRACK, CAVV ->
                    CardVerificationAttributes.builder()
                            .cardVerificationValue1(
                                    made ->
                                            made.cardExpiryDate(value.date())
                                                    .serviceCode(value.service()))
                            .build();
            case PRINTED ->
                    CardVerificationAttributes.builder()
                            .cardVerificationValue2(made -> made.cardExpiryDate(value.date()))
                            .build();
        };
    }

    @Override
    public boolean verifies(PinEntry pin) throws UnavailableException {
        return call(service ->
                        service.verifyPinData(
                                request ->
                                        request.verificationKeyIdentifier(
                                                        key(KeyUse.PIN_VERIFICATION))
                                                .encryptionKeyIdentifier(key(KeyUse.PIN_ENCRYPTION))
                                                .primaryAccountNumber(clear(pin.pan()))
                                                .encryptedPinBlock(clear(pin.block()))
                                                .pinBlockFormat(format())
                                                .verificationAttributes(attributes(pin))))
                .isPresent();
    }

    private PinBlockFormatForPinData format() {
        return switch (pins.format()) {
            case ISO_0 -> PinBlockFormatForPinData.ISO_FORMAT_0;
            case ISO_1 -> PinBlockFormatForPinData.ISO_FORMAT_1;
            case ISO_3 -> PinBlockFormatForPinData.ISO_FORMAT_3;
            case ISO_4 -> PinBlockFormatForPinData.ISO_FORMAT_4;
        };
    }

    private PinVerificationAttributes attributes(PinEntry pin) {
        String reference = clear(pin.reference());
        PinOffset offset = pins.offset();
        return switch (pins.method()) {
            case PVV ->
                    PinVerificationAttributes.builder()
                            .visaPin(
                                    made ->
                                            made.pinVerificationKeyIndex(reference.charAt(0) - '0')
                                                    .verificationValue(reference.substring(1)))
                            .build();
            case OFFSET ->
                    PinVerificationAttributes.builder()
                            .ibm3624Pin(
                                    made ->
                                            made.decimalizationTable(offset.decimalization())
                                                    .pinValidationData(
                                                            offset.data(clear(pin.pan())))
                                                    .pinValidationDataPadCharacter(
                                                            String.valueOf(offset.pad()))
                                                    .pinOffset(reference))
                            .build();
        };
    }

    @Override
    public Optional<Bytes> authenticates(Cryptogram cryptogram) throws UnavailableException {
        VerifyAuthRequestCryptogramRequest request =
                VerifyAuthRequestCryptogramRequest.builder()
                        .keyIdentifier(key(KeyUse.CRYPTOGRAM))
                        .transactionData(cryptogram.data().toHex())
                        .authRequestCryptogram(cryptogram.arqc().toHex())
                        .majorKeyDerivationMode(
                                switch (derivation) {
                                    case OPTION_A -> MajorKeyDerivationMode.EMV_OPTION_A;
                                    case OPTION_B -> MajorKeyDerivationMode.EMV_OPTION_B;
                                })
                        .sessionKeyDerivationAttributes(session(cryptogram))
                        .authResponseAttributes(answering(cryptogram.version()))
                        .build();
        return call(service -> service.verifyAuthRequestCryptogram(request))
                .map(verified -> Hex.bytes(verified.authResponseValue()))
                .map(arpc -> answer.authenticationData(cryptogram.version(), arpc));
    }

    /**
     * Never: the data plane imports no keys. It is the control plane that does (ImportKey, as a
     * TR-31 block); the PIN encryption key's alias then names the new one.
     */
    @Override
    public boolean accepts(ZoneKey key) {
        return false;
    }

    private static SessionKeyDerivation session(Cryptogram cryptogram) {
        String pan = clear(cryptogram.pan());
        String sequence = cryptogram.sequence();
        String counter = cryptogram.counter().toHex();
        SessionKeyDerivation.Builder derivation = SessionKeyDerivation.builder();
        switch (cryptogram.version().session()) {
            case CARD_KEY ->
                    derivation.visa(by -> by.primaryAccountNumber(pan).panSequenceNumber(sequence));
            case COMMON ->
                    derivation.emvCommon(
                            by ->
                                    by.primaryAccountNumber(pan)
                                            .panSequenceNumber(sequence)
                                            .applicationTransactionCounter(counter));
            case M_CHIP ->
                    derivation.mastercard(
                            by ->
                                    by.primaryAccountNumber(pan)
                                            .panSequenceNumber(sequence)
                                            .applicationTransactionCounter(counter)
                                            .unpredictableNumber(
                                                    cryptogram.unpredictable().toHex()));
        }
        return derivation.build();
    }

    private CryptogramAuthResponse answering(CryptogramVersion version) {
        return version.answersByMethod2()
                ? CryptogramAuthResponse.builder()
                        .arpcMethod2(by -> by.cardStatusUpdate(answer.statusUpdate().toHex()))
                        .build()
                : CryptogramAuthResponse.builder()
                        .arpcMethod1(by -> by.authResponseCode(answer.responseCode().toHex()))
                        .build();
    }

    /** What the service answers; nothing where that is no. Its texts may quote what it was sent. */
    private <T> Optional<T> call(Function<PaymentCryptographyDataClient, T> call)
            throws UnavailableException {
        try {
            return Optional.of(call.apply(client));
        } catch (VerificationFailedException | ValidationException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new UnavailableException(e.getClass().getSimpleName());
        }
    }

    /**
     * @throws IllegalStateException where it is not configured: nothing is asked of it then
     */
    private String key(KeyUse use) {
        return Optional.ofNullable(keys.get(use))
                .orElseThrow(() -> new IllegalStateException("no key for " + use.word()));
    }

    private static String clear(Pan pan) {
        return pan.reveal(PanAccess.get());
    }

    private static String clear(Secret secret) {
        return secret.reveal(PanAccess.get());
    }
}
