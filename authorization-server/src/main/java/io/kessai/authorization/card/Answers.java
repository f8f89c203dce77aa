package io.kessai.authorization.card;

import com.google.protobuf.Timestamp;
import io.kessai.domain.AccountStatus;
import io.kessai.domain.CardStatus;
import io.kessai.domain.Currency;
import io.kessai.grpc.card.v1.Account;
import io.kessai.grpc.card.v1.Card;
import java.time.Instant;
import java.time.YearMonth;

/** Writes rows as the contract shows them. Card numbers stay masked. */
public final class Answers {

    private Answers() {}

    static Account account(AccountEntity account) {
        Currency currency = account.currency();
        return Account.newBuilder()
                .setAccountId(account.id)
                .setCurrency(currency.code())
                .setCreditLimit(account.creditLimit)
                .setPosted(account.posted)
                .setHeld(account.held)
                .setAvailable(account.creditLimit + account.posted - account.held)
                .setProduct(account.product)
                .setStatus(status(account.status()))
                .setOpenedAt(timestamp(account.openedAt))
                .build();
    }

    static Card card(CardEntity card) {
        return Card.newBuilder()
                .setCardId(card.id)
                .setAccountId(card.accountId)
                .setMaskedPan(card.firstSix + "******" + card.lastFour)
                .setExpires(YearMonth.from(card.expires).toString())
                .setStatus(status(card.status()))
                .setIssuedAt(timestamp(card.issuedAt))
                .build();
    }

    /** An instant, to the microsecond that the database keeps. */
    public static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    private static io.kessai.grpc.card.v1.AccountStatus status(AccountStatus status) {
        return switch (status) {
            case ACTIVE -> io.kessai.grpc.card.v1.AccountStatus.ACCOUNT_STATUS_ACTIVE;
            case SUSPENDED -> io.kessai.grpc.card.v1.AccountStatus.ACCOUNT_STATUS_SUSPENDED;
            case CLOSED -> io.kessai.grpc.card.v1.AccountStatus.ACCOUNT_STATUS_CLOSED;
        };
    }

    private static io.kessai.grpc.card.v1.CardStatus status(CardStatus status) {
        return switch (status) {
            case ACTIVE -> io.kessai.grpc.card.v1.CardStatus.CARD_STATUS_ACTIVE;
            case NOT_ACTIVATED -> io.kessai.grpc.card.v1.CardStatus.CARD_STATUS_NOT_ACTIVATED;
            case PAUSED -> io.kessai.grpc.card.v1.CardStatus.CARD_STATUS_PAUSED;
            case BLOCKED -> io.kessai.grpc.card.v1.CardStatus.CARD_STATUS_BLOCKED;
            case LOST -> io.kessai.grpc.card.v1.CardStatus.CARD_STATUS_LOST;
            case STOLEN -> io.kessai.grpc.card.v1.CardStatus.CARD_STATUS_STOLEN;
            case CLOSED -> io.kessai.grpc.card.v1.CardStatus.CARD_STATUS_CLOSED;
        };
    }
}
