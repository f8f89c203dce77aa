package io.kessai.iso8583;

import java.util.HashMap;
import java.util.Map;

/**
 * What ISO 8583:1993 writes otherwise than 1987: the type's first digit, DE39 as an action code,
 * DE24 in network management where 1987 has DE70, DE26 where 1987 has DE18.
 *
 * <p>Action codes say of what class a message is when they accept it (000, 300, 400, 600, 800), and
 * are fewer than the codes of 1987: reading one back gives the nearest. Pure.
 */
final class Edition1993 {
    private static final int MERCHANT_TYPE = 18;
    private static final int FUNCTION_CODE = 24;
    private static final int BUSINESS_CODE = 26;
    private static final int RESPONSE_CODE = 39;
    private static final int MANAGEMENT_FUNCTION = 70;
    private static final int OTHER = 4;

    /** The original's amounts and name: an answer gives them back. */
    private static final int[] ECHOED = {FUNCTION_CODE, BUSINESS_CODE, 30, 56};

    /** DE24 of network management and the DE70 that says the same. */
    private static final String FUNCTIONS = "801=001 802=002 811=101 821=201 831=301";

    /**
     * Response codes of 1987 that accept nothing and their action codes; of several that share an
     * action code the first is what it reads as.
     */
    private static final String CODES =
            "01=107 05=100 08=001 10=002 11=003 12=902 13=110 14=111 25=914 30=904 41=208 43=209"
                    + " 51=116 54=101 55=117 57=119 58=120 61=121 62=104 65=123 75=106 78=125 82=122"
                    + " 87=002 91=907 94=913 96=909 N7=122";

    private static final Map<String, String> MANAGEMENT_OF_FUNCTION = pairs(FUNCTIONS, false);
    private static final Map<String, String> FUNCTION_OF_MANAGEMENT = pairs(FUNCTIONS, true);
    private static final Map<String, String> ACTION_OF_RESPONSE = pairs(CODES, false);
    private static final Map<String, String> RESPONSE_OF_ACTION = pairs(CODES, true);

    private static final String DO_NOT_HONOUR = "05";

    private Edition1993() {}

    static Message inTermsOf1987(Message received) {
        Message.Builder terms = received.toBuilder(otherVersion(received.mti()));
        terms.remove(MERCHANT_TYPE).remove(MANAGEMENT_FUNCTION);
        received.text(BUSINESS_CODE).ifPresent(code -> terms.text(MERCHANT_TYPE, code));
        received.text(RESPONSE_CODE)
                .ifPresent(action -> terms.text(RESPONSE_CODE, response(action)));
        if (received.mti().isManagement()) {
            received.text(FUNCTION_CODE)
                    .map(MANAGEMENT_OF_FUNCTION::get)
                    .ifPresent(function -> terms.text(MANAGEMENT_FUNCTION, function));
        }
        return terms.build();
    }

    static Message written(Message own) {
        return written(own, type(own.mti()));
    }

    static Message answer(Message answer, Message request) {
        return written(answer, otherVersion(answer.mti())).toBuilder()
                .echo(request, ECHOED)
                .build();
    }

    private static Message written(Message own, Mti type) {
        Message.Builder written = own.toBuilder(type);
        written.remove(MERCHANT_TYPE).remove(MANAGEMENT_FUNCTION);
        own.text(MERCHANT_TYPE).ifPresent(code -> written.text(BUSINESS_CODE, code));
        own.text(RESPONSE_CODE)
                .ifPresent(code -> written.text(RESPONSE_CODE, action(own.mti(), code)));
        own.text(MANAGEMENT_FUNCTION)
                .ifPresent(function -> written.text(FUNCTION_CODE, functionCode(function)));
        return written.build();
    }

    /**
     * Who begins network management or a file action is neither acquirer nor issuer: x804, x304.
     */
    private static Mti type(Mti own) {
        Mti type = otherVersion(own);
        return (type.isManagement() || type.isFileAction()) && type.origin() < OTHER
                ? new Mti(
                        type.version(),
                        type.messageClass(),
                        type.function(),
                        OTHER + type.origin() % 2)
                : type;
    }

    private static Mti otherVersion(Mti mti) {
        int version =
                switch (mti.version()) {
                    case 0 -> 1;
                    case 1 -> 0;
                    default -> mti.version();
                };
        return new Mti(version, mti.messageClass(), mti.function(), mti.origin());
    }

    /** An accepting code says of what class the message is. */
    private static String action(Mti mti, String code) {
        boolean accepts = code.equals("00") || code.equals("85");
        if (!accepts) {
            return ACTION_OF_RESPONSE.getOrDefault(
                    code, ACTION_OF_RESPONSE.getOrDefault(DO_NOT_HONOUR, ""));
        }
        return switch (mti.messageClass()) {
            case 3, 4, 6, 8 -> mti.messageClass() + "00";
            default -> "000";
        };
    }

    /** Approving is all from 000 to 099; each class has its own code of acceptance. */
    private static String response(String action) {
        return switch (action) {
            case "300", "400", "600", "800", "900", "901" -> "00";
            default ->
                    RESPONSE_OF_ACTION.getOrDefault(
                            action, action.startsWith("0") ? "00" : DO_NOT_HONOUR);
        };
    }

    private static String functionCode(String function) {
        String code = FUNCTION_OF_MANAGEMENT.get(function);
        if (code == null) {
            throw new IllegalArgumentException("1993 has no function code for DE70 " + function);
        }
        return code;
    }

    /** The pairs of a table, left to right or {@code inverse}; the first of equal keys counts. */
    private static Map<String, String> pairs(String table, boolean inverse) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : table.split(" ")) {
            String[] sides = pair.split("=");
            pairs.putIfAbsent(sides[inverse ? 1 : 0], sides[inverse ? 0 : 1]);
        }
        return Map.copyOf(pairs);
    }
}
