package io.kessai.authorization.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kessai.domain.controls.ControlRules;
import io.kessai.grpc.card.v1.AmountLimit;
import io.kessai.grpc.card.v1.ControlList;
import io.kessai.grpc.card.v1.ControlListKind;
import io.kessai.grpc.card.v1.ControlRule;
import io.kessai.grpc.card.v1.ControlWindow;
import io.kessai.grpc.card.v1.TransactionLimit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules of controls on the wire: every one of them comes back, and what is none is named. */
class ControlFormTest {
    private static final ControlRule FINE =
            ControlRule.newBuilder()
                    .setTransactionLimit(TransactionLimit.newBuilder().setUnits(5))
                    .build();

    @Test
    void everyKindOfRuleComesBackAsItWent() {
        ControlRules rules =
                (ControlRules)
                        ControlRules.parse(
                                """
                                limit transaction 0
                                limit cash transaction 1
                                limit amount day 2
                                limit amount week 3
                                limit cash amount month 4
                                limit amount year 5
                                limit amount lifetime 6
                                limit amount rolling 90m 7
                                limit count rolling 24h 8
                                limit cash count day 9
                                allow mcc 5411 3000-3299
                                deny mcc 7995
                                deny merchant M1 M-2
                                allow country JP US
                                deny channel ecommerce contactless magstripe atm recurring other
                                allow entry-mode manual magstripe chip contactless contactless-magstripe on-file ecommerce unknown
                                """);
        assertEquals(rules, ControlForm.rules(ControlForm.shown(rules)));
    }

    static Stream<ControlRule> faults() {
        return Stream.of(
                ControlRule.getDefaultInstance(),
                FINE,
                ControlRule.newBuilder()
                        .setTransactionLimit(
                                TransactionLimit.newBuilder().setUnits(-1).setCashOnly(true))
                        .build(),
                ControlRule.newBuilder().setAmountLimit(AmountLimit.getDefaultInstance()).build(),
                ControlRule.newBuilder()
                        .setAmountLimit(
                                AmountLimit.newBuilder()
                                        .setWindow(
                                                ControlWindow.newBuilder()
                                                        .setRollingMinutes(132_481)))
                        .build(),
                list(ControlListKind.CONTROL_LIST_KIND_MCC),
                list(ControlListKind.CONTROL_LIST_KIND_UNSPECIFIED, "5411"),
                list(ControlListKind.CONTROL_LIST_KIND_MCC, "541"),
                list(ControlListKind.CONTROL_LIST_KIND_COUNTRY, "XX"),
                list(ControlListKind.CONTROL_LIST_KIND_CHANNEL, "fax"),
                list(ControlListKind.CONTROL_LIST_KIND_MERCHANT, "M1 M2"),
                list(ControlListKind.CONTROL_LIST_KIND_MERCHANT, "M1\ndeny mcc 5411"),
                list(ControlListKind.CONTROL_LIST_KIND_MERCHANT, "4123456789012349"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theRuleAtFaultIsNamed(ControlRule second) {
        InvalidFieldException refused =
                assertThrows(
                        InvalidFieldException.class,
                        () -> ControlForm.rules(List.of(FINE, second)));
        assertEquals("rules[1]", refused.field());
    }

    private static ControlRule list(ControlListKind kind, String... entries) {
        return ControlRule.newBuilder()
                .setList(ControlList.newBuilder().setKind(kind).addAllEntries(List.of(entries)))
                .build();
    }
}
