package io.kessai.ipm;

/** What a message is for, by its type and function code (DE24). */
public enum MessageKind {
    FILE_HEADER,
    FILE_TRAILER,
    /** 1240/200. */
    FIRST_PRESENTMENT,
    /** 1240/205 in full, 1240/282 in part. */
    SECOND_PRESENTMENT,
    /** 1442. */
    CHARGEBACK,
    /** 1740, functions 700 and 780 to 783. */
    FEE_COLLECTION,
    /** 1740/790 and 791. */
    FUNDS_TRANSFER,
    /** 1644/685: financial position detail. */
    FINANCIAL_POSITION,
    /** 1644/688: settlement position detail. */
    SETTLEMENT_POSITION,
    /** 1644/691. */
    MESSAGE_EXCEPTION,
    /** 1644/699. */
    FILE_REJECT,
    /** 1644/696: belongs to the presentment that its PDS 0501 names. */
    ADDENDUM,
    /** Any other 1644: texts, rates, retrieval requests. */
    ADMINISTRATIVE,
    /** A type or function that is not known here. */
    UNKNOWN;

    /** Whether it moves money. */
    public boolean isFinancial() {
        return switch (this) {
            case FIRST_PRESENTMENT,
                    SECOND_PRESENTMENT,
                    CHARGEBACK,
                    FEE_COLLECTION,
                    FUNDS_TRANSFER ->
                    true;
            case FILE_HEADER,
                    FILE_TRAILER,
                    FINANCIAL_POSITION,
                    SETTLEMENT_POSITION,
                    MESSAGE_EXCEPTION,
                    FILE_REJECT,
                    ADDENDUM,
                    ADMINISTRATIVE,
                    UNKNOWN ->
                    false;
        };
    }

    /**
     * @param type four digits as a number
     * @param function DE24, or -1 where it cannot be read
     */
    static MessageKind of(int type, int function) {
        return switch (type) {
            case 1240 -> presentment(function);
            case 1442 -> CHARGEBACK;
            case 1644 -> administrative(function);
            case 1740 -> fee(function);
            default -> UNKNOWN;
        };
    }

    private static MessageKind presentment(int function) {
        return switch (function) {
            case 200 -> FIRST_PRESENTMENT;
            case 205, 282 -> SECOND_PRESENTMENT;
            default -> UNKNOWN;
        };
    }

    private static MessageKind administrative(int function) {
        return switch (function) {
            case 697 -> FILE_HEADER;
            case 695 -> FILE_TRAILER;
            case 685 -> FINANCIAL_POSITION;
            case 688 -> SETTLEMENT_POSITION;
            case 691 -> MESSAGE_EXCEPTION;
            case 699 -> FILE_REJECT;
            case 696 -> ADDENDUM;
            default -> ADMINISTRATIVE;
        };
    }

    private static MessageKind fee(int function) {
        return switch (function) {
            case 700, 780, 781, 782, 783 -> FEE_COLLECTION;
            case 790, 791 -> FUNDS_TRANSFER;
            default -> UNKNOWN;
        };
    }
}
