package io.kessai.authorization.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kessai.authorization.Table;
import io.kessai.authorization.decide.Reason;
import io.kessai.iso8583.Edition;
import io.kessai.iso8583.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The generic response codes, row by row of the specification's order of checks. */
class ResponseCodesTest {
    private static final String GENERIC =
            """
            # case                    | DE39
            APPROVED                  | 00
            PARTIALLY_APPROVED        | 10
            PURCHASE_WITHOUT_CASH     | 87
            VERIFIED                  | 85
            ACCEPTED                  | 00
            ORIGINAL_UNKNOWN          | 25
            FORMAT_ERROR              | 30
            KEY_REUSED                | 94
            REVERSED_BEFORE_ARRIVAL   | 05
            TRANSACTION_NOT_SUPPORTED | 12
            CARD_UNKNOWN              | 14
            CARD_STOLEN               | 43
            CARD_LOST                 | 41
            CARD_CLOSED               | 14
            CARD_BLOCKED              | 62
            CARD_NOT_ACTIVATED        | 78
            CARD_PAUSED               | 62
            CARD_EXPIRED              | 54
            EXPIRY_MISMATCH           | 54
            ACCOUNT_CLOSED            | 78
            ACCOUNT_SUSPENDED         | 62
            CRYPTOGRAM_INVALID        | 05
            ATC_REPLAY                | 05
            TRACK_CVV_MISMATCH        | 82
            CVV_MISMATCH              | N7
            CVV_REQUIRED              | N7
            CAVV_INVALID              | 05
            PIN_TRIES_EXCEEDED        | 75
            PIN_INCORRECT             | 55
            AMOUNT_INVALID            | 13
            CURRENCY_NOT_SUPPORTED    | 12
            ORIGINAL_NOT_FOUND        | 05
            MCC_NOT_ALLOWED           | 57
            MERCHANT_NOT_ALLOWED      | 57
            COUNTRY_NOT_ALLOWED       | 57
            CHANNEL_NOT_ALLOWED       | 58
            LIMIT_PER_TRANSACTION     | 61
            LIMIT_AMOUNT              | 61
            LIMIT_COUNT               | 65
            INSUFFICIENT_FUNDS        | 51
            LATE                      | 91
            OVERLOADED                | 91
            STORE_UNAVAILABLE         | 91
            CRYPTOGRAPHY_UNAVAILABLE  | 91
            LINK_NOT_SIGNED_ON        | 91
            SYSTEM_MALFUNCTION        | 96
            """;

    @Test
    void everyReasonHasTheCodeOfTheTable() {
        for (Table.Row row : Table.parse(GENERIC)) {
            Reason reason = Reason.valueOf(row.get("case"));
            assertEquals(row.get("DE39"), ResponseCodes.generic().of(reason), reason.name());
        }
    }

    @Test
    void theTableHasEveryReasonInItsOrder() {
        List<String> told = Table.parse(GENERIC).stream().map(row -> row.get("case")).toList();
        assertEquals(
                Arrays.stream(Reason.values()).map(Enum::name).sorted().toList(),
                told.stream().sorted().toList());
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aNetworksOwnCodeReplacesTheGenericOneOnly(Reason reason) {
        ResponseCodes codes = ResponseCodes.genericExcept(Map.of(Reason.VERIFIED, "00"));
        String expected = reason == Reason.VERIFIED ? "00" : ResponseCodes.generic().of(reason);
        assertEquals(expected, codes.of(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # reason                | may be told                      | and never
                    APPROVED                | 00 08 11 85                      | 05 10 16 51 87 96 N7
                    VERIFIED                | 00 08 11 85                      | 05 10 16 51 87 96 N7
                    ACCEPTED                | 00 08 11 85                      | 05 10 16 51 87 96 N7
                    PARTIALLY_APPROVED      | 10 87                            | 00 08 11 85 51
                    PURCHASE_WITHOUT_CASH   | 10 87                            | 00 08 11 85 51
                    INSUFFICIENT_FUNDS      | 05 14 51 61 91 96 N7 Z9          | 00 08 10 11 16 85 87
                    LATE                    | 05 68 91 96                      | 00 08 10 11 16 85 87
                    ORIGINAL_UNKNOWN        | 00 05 12 25                      | -
                    """)
    void aNoIsNeverToldAsAYesNorAPartAsTheWhole(Reason reason, String may, String never) {
        for (String code : may.split(" ")) {
            assertEquals(Optional.empty(), ResponseCodes.fault(reason, code), code);
        }
        for (String code : never.equals("-") ? new String[0] : never.split(" ")) {
            String fault = ResponseCodes.fault(reason, code).orElseThrow();
            assertTrue(fault.startsWith(reason + " says "), fault);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Reason.class, names = "ORIGINAL_UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void whatMayBeToldSaysTheSameInTheActionCodesOf1993(Reason reason) {
        boolean isYes = !reason.declines() && !reason.isTechnical();
        String characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (char first : characters.toCharArray()) {
            for (char second : characters.toCharArray()) {
                String code = "" + first + second;
                if (ResponseCodes.fault(reason, code).isEmpty()) {
                    Message told = Message.builder("0110").text(39, code).build();
                    String action = Edition.ISO_1993.written(told).text(39).orElseThrow();
                    assertEquals(isYes, action.startsWith("0"), code + " is " + action);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void theGenericCodesKeepTheRuleThemselves(Reason reason) {
        String code = ResponseCodes.generic().of(reason);
        assertEquals(Optional.empty(), ResponseCodes.fault(reason, code));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void onlyWhatApprovesOrAcceptsIsToldAYes(Reason reason) {
        String code = ResponseCodes.generic().of(reason);
        boolean isYes = List.of("00", "10", "85", "87").contains(code);
        assertEquals(!reason.declines() && !reason.isTechnical(), isYes, reason.name());
    }
}
