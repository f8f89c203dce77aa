package io.kessai.authorization.cryptography;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kessai.domain.Pan;
import io.kessai.domain.Secret;
import io.kessai.iso8583.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.paymentcryptographydata.PaymentCryptographyDataClient;

/** What is sent to the service and what is made of its answers, over HTTP on loopback. */
class AwsCryptographyTest {
    private static final Pan PAN = Pan.of("1234567890123456").orElseThrow();
    private static final Map<KeyUse, String> KEYS =
            Map.of(
                    KeyUse.CARD_VALUE, "alias/card-value",
                    KeyUse.CAVV, "alias/cavv",
                    KeyUse.CRYPTOGRAM, "alias/cryptogram",
                    KeyUse.PIN_ENCRYPTION, "alias/pin-encryption",
                    KeyUse.PIN_VERIFICATION, "alias/pin-verification");

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private PaymentCryptographyDataClient client;
    private volatile int status = 200;
    private volatile String errorType = "";
    private volatile String body = "{}";
    private volatile long delayMillis;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client =
                Providers.client(
                        new Local(server.getAddress().getPort()), Duration.ofMillis(1_000));
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TRACK   | 201 | alias/card-value | {"CardVerificationValue1":{"CardExpiryDate":"2912","ServiceCode":"201"}}
                    TRACK   | 999 | alias/card-value | {"CardVerificationValue1":{"CardExpiryDate":"2912","ServiceCode":"999"}}
                    PRINTED | 000 | alias/card-value | {"CardVerificationValue2":{"CardExpiryDate":"2912"}}
                    CAVV    | 123 | alias/cavv       | {"CardVerificationValue1":{"CardExpiryDate":"2912","ServiceCode":"123"}}
                    """)
    void a_card_value_is_sent_with_what_it_was_made_of(
            CardValue.Kind kind, String service, String key, String attributes) throws Exception {
        CardValue value = new CardValue(kind, PAN, "2912", service, Secret.of("530"));

        assertTrue(aws(PinMethod.PVV).verifies(value));
        assertSent(
                "/cardvalidationdata/verify",
                """
                {"KeyIdentifier":"%s","PrimaryAccountNumber":"1234567890123456",
                 "VerificationAttributes":%s,"ValidationData":"530"}"""
                        .formatted(key, attributes));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PVV    | 18523 | {"VisaPin":{"PinVerificationKeyIndex":1,"VerificationValue":"8523"}}
                    OFFSET | 7710  | {"Ibm3624Pin":{"DecimalizationTable":"0123456789012345","PinValidationDataPadCharacter":"F","PinValidationData":"1234567890123456","PinOffset":"7710"}}
                    """)
    void a_pin_block_is_sent_as_it_came(PinMethod method, String reference, String attributes)
            throws Exception {
        PinEntry pin =
                new PinEntry("default", PAN, Secret.of("0102030405060708"), Secret.of(reference));

        assertTrue(aws(method).verifies(pin));
        assertSent(
                "/pindata/verify",
                """
                {"VerificationKeyIdentifier":"alias/pin-verification",
                 "EncryptionKeyIdentifier":"alias/pin-encryption",
                 "VerificationAttributes":%s,"EncryptedPinBlock":"0102030405060708",
                 "PrimaryAccountNumber":"1234567890123456","PinBlockFormat":"ISO_FORMAT_0"}"""
                        .formatted(attributes));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    VISA_10   | {"Visa":{"PrimaryAccountNumber":"1234567890123456","PanSequenceNumber":"01"}} | {"ArpcMethod1":{"AuthResponseCode":"3030"}} | AABBCCDD112233443030
                    VISA_18   | {"EmvCommon":{"PrimaryAccountNumber":"1234567890123456","PanSequenceNumber":"01","ApplicationTransactionCounter":"001C"}} | {"ArpcMethod2":{"CardStatusUpdate":"00800000"}} | AABBCCDD1122334400800000
                    M_CHIP_10 | {"Mastercard":{"PrimaryAccountNumber":"1234567890123456","PanSequenceNumber":"01","ApplicationTransactionCounter":"001C","UnpredictableNumber":"52BF4585"}} | {"ArpcMethod1":{"AuthResponseCode":"3030"}} | AABBCCDD112233443030
                    """)
    void a_cryptogram_is_sent_with_its_padded_data_and_answered(
            CryptogramVersion version, String session, String answering, String told)
            throws Exception {
        body = "{\"AuthResponseValue\":\"AABBCCDD11223344\"}";

        assertEquals(
                Optional.of(Bytes.ofHex(told)),
                aws(PinMethod.PVV).authenticates(cryptogram(version)));
        assertSent(
                "/cryptogram/verify",
                """
                {"KeyIdentifier":"alias/cryptogram","TransactionData":"0011223344556677",
                 "AuthRequestCryptogram":"29CCA15AE665FA2E","MajorKeyDerivationMode":"EMV_OPTION_A",
                 "SessionKeyDerivationAttributes":%s,"AuthResponseAttributes":%s}"""
                        .formatted(session, answering));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "400, VerificationFailedException, false",
        "400, ValidationException, false",
        "400, ThrottlingException, unavailable",
        "429, ThrottlingException, unavailable",
        "403, AccessDeniedException, unavailable",
        "404, ResourceNotFoundException, unavailable",
        "500, InternalServerException, unavailable",
        "503, '', unavailable",
    })
    void only_what_the_service_says_of_the_proof_is_a_verdict(
            int code, String type, String expected) {
        status = code;
        errorType = type;
        body = "{\"Message\":\"1234567890123456 530\",\"Reason\":\"INVALID_VALIDATION_DATA\"}";

        assertEquals(expected, verdict());
        assertEquals(1, requests.size(), "nothing is tried again");
    }

    @Test
    void a_service_that_takes_too_long_says_nothing() {
        delayMillis = 3_000;
        long began = System.nanoTime();

        assertEquals("unavailable", verdict());
        assertTrue(System.nanoTime() - began < 2_500_000_000L, "it was waited for");
    }

    @Test
    void a_service_that_is_not_there_says_nothing() {
        server.stop(0);

        assertEquals("unavailable", verdict());
    }

    @Test
    void an_answer_that_is_no_json_says_nothing() {
        body = "<html>";

        assertEquals("unavailable", verdict());
    }

    @Test
    void what_went_wrong_is_told_without_what_the_service_quotes() {
        status = 500;
        errorType = "InternalServerException";
        body = "{\"Message\":\"1234567890123456 530\"}";

        UnavailableException told =
                assertThrows(
                        UnavailableException.class, () -> aws(PinMethod.PVV).verifies(printed()));
        assertEquals("InternalServerException", told.getMessage());
        assertFalse(String.valueOf(told.getCause()).contains("530"));
    }

    private String verdict() {
        try {
            return String.valueOf(aws(PinMethod.PVV).verifies(printed()));
        } catch (UnavailableException e) {
            return "unavailable";
        }
    }

    private static CardValue printed() {
        return new CardValue(CardValue.Kind.PRINTED, PAN, "2912", "000", Secret.of("530"));
    }

    private AwsCryptography aws(PinMethod method) {
        return new AwsCryptography(
                client,
                KEYS,
                new PinScheme(
                        method,
                        PinBlockFormat.ISO_0,
                        new PinOffset("0123456789012345", 0, 16, 'F')),
                ChipKeys.Derivation.OPTION_A,
                new ChipAnswer(Bytes.ofHex("3030"), Bytes.ofHex("00800000")));
    }

    private static Cryptogram cryptogram(CryptogramVersion version) {
        return new Cryptogram(
                PAN,
                "01",
                version,
                Bytes.ofHex("0011223344556677"),
                Bytes.ofHex("29CCA15AE665FA2E"),
                Bytes.ofHex("001C"),
                Bytes.ofHex("52BF4585"));
    }

    private void assertSent(String path, String json) throws IOException {
        assertEquals(1, requests.size());
        String[] sent = requests.getFirst().split(" ", 3);
        assertEquals("POST", sent[0]);
        assertEquals(path, sent[1]);
        assertEquals(values(json), values(sent[2]));
    }

    /** The values by their path, whatever the order of the fields. */
    private static Map<String, String> values(String json) throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isScalarValue()) {
                    String path = parser.getParsingContext().pathAsPointer().toString();
                    boolean isText = parser.currentToken() == JsonToken.VALUE_STRING;
                    values.put(path, isText ? '"' + parser.getText() + '"' : parser.getText());
                }
            }
        }
        return values;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
        sleep();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (!errorType.isEmpty()) {
            exchange.getResponseHeaders().set("X-Amzn-Errortype", errorType);
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void sleep() {
        try {
            Thread.sleep(delayMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Local(int port) implements CryptographyConfig.Aws {
        @Override
        public Optional<String> region() {
            return Optional.of("ap-northeast-1");
        }

        @Override
        public Optional<String> endpoint() {
            return Optional.of("http://127.0.0.1:" + port);
        }
    }
}
