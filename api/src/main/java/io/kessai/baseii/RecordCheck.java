package io.kessai.baseii;

import static io.kessai.baseii.BaseIIFaultType.*;

import io.kessai.domain.Pan;
import io.kessai.domain.RecordLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what is wrong with a transaction whose TCRs could be told. */
final class RecordCheck {
    private static final char RETURN_TCR = '9';

    private RecordCheck() {}

    static List<BaseIIFault> faults(RecordLocation location, Tcrs tcrs) {
        List<BaseIIFault> faults = List.of();
        if (tcrs.layout().needsFirstTcr() && tcrs.sequence(0) != '0') {
            faults = with(faults, firstTcrMissing(location, tcrs));
        }
        for (int i = 0; i < tcrs.count(); i++) {
            int start = i * Layout.TCR_LENGTH;
            for (LayoutField field : tcrs.layout().checked(tcrs.sequence(i))) {
                if (isWrong(field, tcrs.data(), start)) {
                    faults = with(faults, BaseIIFault.of(type(field, tcrs), location, field));
                }
            }
        }
        faults = checkCardNumber(faults, location, tcrs);
        faults = checkFeeSign(faults, location, tcrs);
        return tcrs.code().isReturned() ? checkReturned(faults, location, tcrs) : faults;
    }

    private static boolean isWrong(LayoutField field, byte[] data, int start) {
        return !field.format().accepts(data, start + field.from(), start + field.to());
    }

    private static BaseIIFault firstTcrMissing(RecordLocation location, Tcrs tcrs) {
        return BaseIIFault.of(
                FIRST_TCR_MISSING,
                location,
                "the transaction (TC %s)".formatted(tcrs.code()),
                "starts without its TCR 0");
    }

    private static BaseIIFaultType type(LayoutField field, Tcrs tcrs) {
        if (field.impact() == LayoutField.Impact.FILE) {
            return tcrs.code().isEnvelope() ? ENVELOPE_UNREADABLE : AMOUNT_UNREADABLE;
        }
        return switch (field.format()) {
            case PAN, PAN_OR_BLANK -> ACCOUNT_UNREADABLE;
            case CURRENCY, CURRENCY_OR_NONE -> CURRENCY_UNKNOWN;
            case MONTH_DAY, MONTH_DAY_OR_NONE, YEAR_DAY, YEAR_DAY_OR_NONE -> DATE_UNREADABLE;
            case DIGITS, DIGITS_OR_BLANK, CREDIT_DEBIT, CREDIT_DEBIT_OR_BLANK, TEXT ->
                    FIELD_UNREADABLE;
        };
    }

    private static List<BaseIIFault> checkCardNumber(
            List<BaseIIFault> faults, RecordLocation location, Tcrs tcrs) {
        LayoutField field = tcrs.layout().field(KnownField.ACCOUNT_NUMBER);
        Optional<Pan> pan = tcrs.pan(KnownField.ACCOUNT_NUMBER);
        return pan.isEmpty() || pan.get().passesLuhn()
                ? faults
                : with(
                        faults,
                        BaseIIFault.of(
                                ACCOUNT_CHECK_DIGIT,
                                location,
                                field.place(),
                                "has a wrong check digit"));
    }

    /** A fee without a direction could only be guessed. */
    private static List<BaseIIFault> checkFeeSign(
            List<BaseIIFault> faults, RecordLocation location, Tcrs tcrs) {
        boolean isUnsigned =
                tcrs.number(KnownField.INTERCHANGE_FEE) > 0
                        && Character.isWhitespace(tcrs.character(KnownField.INTERCHANGE_FEE_SIGN));
        LayoutField sign = tcrs.layout().field(KnownField.INTERCHANGE_FEE_SIGN);
        return isUnsigned
                ? with(
                        faults,
                        BaseIIFault.of(
                                FIELD_UNREADABLE,
                                location,
                                sign.place(),
                                "must be C or D where there is a fee"))
                : faults;
    }

    private static List<BaseIIFault> checkReturned(
            List<BaseIIFault> faults, RecordLocation location, Tcrs tcrs) {
        int start = tcrs.start(RETURN_TCR);
        if (start < 0) {
            return with(
                    faults,
                    BaseIIFault.of(
                            RETURN_RECORD_MISSING,
                            location,
                            "the returned item (TC %s)".formatted(tcrs.code()),
                            "has no TCR 9"));
        }
        List<BaseIIFault> all = faults;
        for (LayoutField field : Layout.of(tcrs.code()).checked(RETURN_TCR)) {
            if (isWrong(field, tcrs.data(), start)) {
                all = with(all, BaseIIFault.of(type(field, tcrs), location, field));
            }
        }
        return all;
    }

    /** Nearly every record has none: no list is made for those. */
    private static List<BaseIIFault> with(List<BaseIIFault> faults, BaseIIFault fault) {
        List<BaseIIFault> all = new ArrayList<>(faults);
        all.add(fault);
        return all;
    }
}
