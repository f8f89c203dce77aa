package io.kessai.authorization.decide;

import io.kessai.domain.TransactionKind;
import io.kessai.domain.controls.Channel;
import java.util.EnumSet;
import java.util.Set;

/** The ways a card is used in one request. */
final class Channels {

    /** Merchant category of cash machines (automated cash disbursement). */
    private static final String CASH_MACHINE = "6011";

    private Channels() {}

    /** At least one: {@link Channel#OTHER} stands for none. */
    static Set<Channel> of(AuthorizationRequest request) {
        Set<Channel> taken = EnumSet.noneOf(Channel.class);
        switch (request.circumstances().presence()) {
            case E_COMMERCE -> taken.add(Channel.ECOMMERCE);
            case MERCHANT_INITIATED -> taken.add(Channel.RECURRING);
            case CARD_PRESENT, UNKNOWN -> {}
        }
        if (request.pointOfService().entryMode().isContactless()) {
            taken.add(Channel.CONTACTLESS);
        }
        if (request.pointOfService().entryMode().isMagstripe()) {
            taken.add(Channel.MAGSTRIPE);
        }
        if (request.payment().processingCode().kind() == TransactionKind.CASH
                && request.acceptor().mcc().equals(CASH_MACHINE)) {
            taken.add(Channel.ATM);
        }
        return taken.isEmpty() ? EnumSet.of(Channel.OTHER) : taken;
    }
}
