package io.kessai.authorization.cryptography;

import io.kessai.authorization.cryptography.CryptographyConfig.Keys;
import io.kessai.iso8583.Bytes;
import io.kessai.vault.KeySeal;
import io.kessai.vault.VaultKeys;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.paymentcryptographydata.PaymentCryptographyDataClient;
import software.amazon.awssdk.services.paymentcryptographydata.PaymentCryptographyDataClientBuilder;

/** Puts the verification together as it is configured. */
final class Providers {

    /**
     * @throws IllegalArgumentException naming what is wrong with the configuration, never a key
     */
    @Produces
    @Singleton
    Verification verification(CryptographyConfig config, ZoneKeys zoneKeys) {
        Map<KeyUse, String> keys = keys(config.keys());
        return switch (config.provider()) {
            case NONE -> Verification.ofNothing();
            case SOFTWARE -> verification(config, software(config, keys), zoneKeys, keys.keySet());
            case AWS ->
                    verification(
                            config, guarded(config, aws(config, keys)), zoneKeys, keys.keySet());
        };
    }

    @Produces
    @Singleton
    ZoneKeys zoneKeys(CryptographyConfig config, ZoneKeyLogin login, VaultKeys vault, Clock clock) {
        return takesKeys(config)
                ? new ZoneKeys(
                        new ZoneKeyTable(login, new KeySeal(vault)), clock, config.keyOverlap())
                : ZoneKeys.none();
    }

    @Produces
    @Singleton
    KeyChanges keyChanges(CryptographyConfig config, ZoneKeys zoneKeys) {
        return takesKeys(config)
                ? new KeyChanges(software(config, keys(config.keys())), zoneKeys, config.callsMax())
                : KeyChanges.refused();
    }

    private static boolean takesKeys(CryptographyConfig config) {
        boolean hasMaster =
                config.keys().zoneMaster().isPresent() || !config.zoneMasters().isEmpty();
        return switch (config.provider()) {
            case SOFTWARE -> hasMaster;
            case NONE, AWS -> false;
        };
    }

    private static Verification verification(
            CryptographyConfig config,
            CardCryptography cryptography,
            ZoneKeys zoneKeys,
            Set<KeyUse> keys) {
        return new Verification(
                new ProofReader(layout(config)),
                cryptography,
                zoneKeys,
                keys,
                config.timeout(),
                config.callsMax());
    }

    private static CardCryptography software(CryptographyConfig config, Map<KeyUse, String> keys) {
        return new SoftwareCryptography(
                SoftwareKeys.parse(keys, config.zoneMasters(), config.pin().blockFormat()),
                pins(config.pin()),
                config.chip().derivation(),
                answer(config.chip()));
    }

    private static CardCryptography aws(CryptographyConfig config, Map<KeyUse, String> keys) {
        return new AwsCryptography(
                client(config.aws(), config.timeout()),
                keys,
                pins(config.pin()),
                config.chip().derivation(),
                answer(config.chip()));
    }

    private static CardCryptography guarded(CryptographyConfig config, CardCryptography aws) {
        CircuitBreaker breaker =
                new CircuitBreaker(
                        config.breaker().failuresMax(), config.breaker().pause().toNanos());
        return new GuardedCryptography(aws, breaker, System::nanoTime);
    }

    /** A call that fails is not made again: the message has no time for it. */
    static PaymentCryptographyDataClient client(CryptographyConfig.Aws aws, Duration timeout) {
        PaymentCryptographyDataClientBuilder builder =
                PaymentCryptographyDataClient.builder()
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(timeout)
                                        .socketTimeout(timeout))
                        .overrideConfiguration(
                                calls ->
                                        calls.apiCallTimeout(timeout)
                                                .retryStrategy(AwsRetryStrategy.doNotRetry()));
        aws.region().map(Region::of).ifPresent(builder::region);
        aws.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static ProofLayout layout(CryptographyConfig config) {
        return new ProofLayout(
                config.chip().application(),
                config.track().valueAt(),
                config.track().pinReferenceAt(),
                config.pin().method(),
                config.printedValueRequired(),
                cavv(config.cavv()));
    }

    /** Nothing unless all three parts are configured. */
    private static Optional<CavvLayout> cavv(CryptographyConfig.Cavv cavv) {
        if (cavv.value().isEmpty() || cavv.date().isEmpty() || cavv.service().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                CavvLayout.of(cavv.value().get(), cavv.date().get(), cavv.service().get()));
    }

    private static PinScheme pins(CryptographyConfig.Pin pin) {
        return new PinScheme(
                pin.method(),
                pin.blockFormat(),
                new PinOffset(
                        pin.decimalization(),
                        pin.validationFrom(),
                        pin.validationLength(),
                        pin.validationPad()));
    }

    private static ChipAnswer answer(CryptographyConfig.Chip chip) {
        return new ChipAnswer(Bytes.ofHex(chip.responseCode()), Bytes.ofHex(chip.statusUpdate()));
    }

    private static Map<KeyUse, String> keys(Keys keys) {
        Map<KeyUse, String> configured = new EnumMap<>(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            Optional<String> text =
                    switch (use) {
                        case CARD_VALUE -> keys.cardValue();
                        case CAVV -> keys.cavv();
                        case CRYPTOGRAM -> keys.cryptogram();
                        case PIN_ENCRYPTION -> keys.pinEncryption();
                        case PIN_VERIFICATION -> keys.pinVerification();
                        case ZONE_MASTER -> keys.zoneMaster();
                    };
            text.ifPresent(key -> configured.put(use, key));
        }
        return configured;
    }
}
