package io.kessai.authorization.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.kessai.authorization.decide.AdditionalAmount;
import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.authorization.reply.ResponseCodes;
import io.kessai.authorization.reply.ResponseWriter;
import io.kessai.iso8583.Dialect;
import io.kessai.iso8583.Message;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that tells forints without decimals and yen with two. */
class OwnMinorUnitsTest {
    private static final int HUF = 348;
    private static final int JPY = 392;
    private static final Instant ARRIVED = Instant.parse("2026-11-21T03:00:01Z");
    private static final Dialect DIALECT = dialect();

    private final MessageReader reader =
            new MessageReader(
                    new PanVault(VaultKeys.parse("00".repeat(32), "1=" + "11".repeat(32), 1)));

    @Test
    void amountsComeInAsIso4217HasThem() {
        AuthorizationRequest request =
                request(
                        "0100",
                        "3=090000; 4=000000001250; 49=348; 6=000000100000; 51=392;"
                                + " 54=0040348D000000000300");
        assertEquals(new SentAmount(125_000, HUF), request.payment().amount());
        assertEquals(Optional.of(new SentAmount(1_000, JPY)), request.payment().billing());
        assertEquals(30_000, request.payment().cashback());
    }

    @Test
    void whatRemainsAfterAReversalDoesToo() {
        AuthorizationRequest request = request("0400", "49=348; 95=000000000400" + "0".repeat(30));
        assertEquals(OptionalLong.of(40_000), request.references().replacement());
    }

    @ParameterizedTest
    @CsvSource({
        "4=000000100001; 49=392, 4",
        "4=000000100000; 49=348; 6=000000100050; 51=392, 6",
        "4=000000100000; 49=392; 54=0040392D000000000050, 54",
        "4=000000100000; 49=392; 95=000000000050000000000000000000000000000000, 95"
    })
    void anAmountOfPartsOfAUnitIsMalformedAndItsFieldNamed(String fields, int field) {
        Message message = Wire.message("iso87-ascii", "0100", fields);
        ReadResult result = reader.read("simulated", DIALECT, message, ARRIVED);
        assertEquals(field, assertInstanceOf(ReadResult.Unreadable.class, result).field());
    }

    @Test
    void answersGoOutInTheNetworksUnits() {
        Message request =
                Wire.message(
                        "iso87-ascii", "0100", "4=000000001250; 49=348; 6=000000100000; 51=392");
        Answer answer =
                new Answer(
                        Reason.PARTIALLY_APPROVED,
                        "A1B2C3",
                        new SentAmount(64_399, HUF),
                        Optional.of(new SentAmount(515, JPY)),
                        List.of(
                                new AdditionalAmount("00", "57", HUF, 125_000),
                                new AdditionalAmount("00", "02", JPY, -7)));
        Message response =
                new ResponseWriter(ResponseCodes.generic()).in(DIALECT).response(request, answer);
        assertEquals(Optional.of("000000000643"), response.text(4));
        assertEquals(Optional.of("000000051500"), response.text(6));
        assertEquals(Optional.of("0057348C0000000012500002392D000000000700"), response.text(54));
    }

    private AuthorizationRequest request(String mti, String fields) {
        Message message = Wire.message("iso87-ascii", mti, fields);
        ReadResult result = reader.read("simulated", DIALECT, message, ARRIVED);
        return assertInstanceOf(ReadResult.Readable.class, result).request();
    }

    private static Dialect dialect() {
        try (InputStream in = Dialect.class.getResourceAsStream("iso87-ascii.dialect")) {
            String generic =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            String own = "exponent HUF 0\nexponent JPY 2\n" + generic;
            return assertInstanceOf(Dialect.class, Dialect.parse("own", own));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
