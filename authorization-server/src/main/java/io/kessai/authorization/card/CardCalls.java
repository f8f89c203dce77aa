package io.kessai.authorization.card;

import com.google.protobuf.MessageLite;
import io.kessai.domain.AccountStatus;
import io.kessai.domain.CardLifecycle;
import io.kessai.domain.CardStatus;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.FileUpdate;
import io.kessai.domain.Pan;
import io.kessai.grpc.card.v1.GetCardRequest;
import io.kessai.grpc.card.v1.GetCardResponse;
import io.kessai.grpc.card.v1.IssueCardRequest;
import io.kessai.grpc.card.v1.IssueCardResponse;
import io.kessai.grpc.card.v1.SetCardStatusRequest;
import io.kessai.grpc.card.v1.SetCardStatusResponse;
import io.kessai.vault.PanVault;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The calls about cards. Contract: card.proto. */
@ApplicationScoped
class CardCalls {
    private static final int DRAWS_MAX = 50;

    private final Requests requests;
    private final Accounts accounts;
    private final Cards cards;
    private final PanVault vault;
    private final PanDraw panDraw;
    private final ProgrammeClock clock;
    private final ToldNetworks toldNetworks;

    CardCalls(
            Requests requests,
            Accounts accounts,
            Cards cards,
            PanVault vault,
            PanDraw panDraw,
            ProgrammeClock clock,
            ToldNetworks toldNetworks) {
        this.requests = requests;
        this.accounts = accounts;
        this.cards = cards;
        this.vault = vault;
        this.panDraw = panDraw;
        this.clock = clock;
        this.toldNetworks = toldNetworks;
    }

    Outcome<IssueCardResponse> issue(IssueCardRequest request) {
        String requestId = Fields.requestId(request.getRequestId());
        long accountId = Fields.id("account_id", request.getAccountId());
        Optional<Pan> given =
                request.getPan().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Fields.pan(request.getPan()));
        LocalDate expires = Fields.lastDay("expires", request.getExpires());
        CardStatus status = firstStatus(request.getStatus());
        return requests.once(
                new Call<>(
                        requestId,
                        "IssueCard",
                        digestible(request, given),
                        IssueCardResponse.parser()),
                () ->
                        openAccount(accountId)
                                .then(_ -> free(given))
                                .then(pan -> issued(accountId, pan, expires, status)));
    }

    Outcome<GetCardResponse> get(GetCardRequest request) {
        long id = Fields.id("card_id", request.getCardId());
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                found(id, cards.findByIdOptional(id))
                                        .then(
                                                card ->
                                                        Outcome.done(
                                                                GetCardResponse.newBuilder()
                                                                        .setCard(Answers.card(card))
                                                                        .build())));
    }

    Outcome<SetCardStatusResponse> setStatus(SetCardStatusRequest request) {
        String requestId = Fields.requestId(request.getRequestId());
        long id = Fields.id("card_id", request.getCardId());
        CardStatus status = status(request.getStatus());
        return requests.once(
                new Call<>(requestId, "SetCardStatus", request, SetCardStatusResponse.parser()),
                () ->
                        found(id, cards.findByIdOptional(id))
                                .then(card -> lockedAfterItsAccount(card))
                                .then(card -> moved(card, status)));
    }

    /** The request with the card number's token in the place of the card number. */
    private MessageLite digestible(IssueCardRequest request, Optional<Pan> given) {
        return given.<MessageLite>map(
                        pan -> request.toBuilder().setPan(vault.token(pan).toString()).build())
                .orElse(request);
    }

    private Outcome<AccountEntity> openAccount(long id) {
        Optional<AccountEntity> account = accounts.locked(id);
        if (account.isEmpty()) {
            return Outcome.refused(ErrorCode.ACCOUNT_NOT_FOUND, "no account " + id);
        }
        return account.get().status() == AccountStatus.CLOSED
                ? Outcome.refused(ErrorCode.ACCOUNT_CLOSED, "the account is closed")
                : Outcome.done(account.get());
    }

    /** The given card number, or a drawn one, if no card has it. */
    private Outcome<Pan> free(Optional<Pan> given) {
        if (given.isPresent()) {
            return cards.areIssuedUnder(vault.token(given.get()))
                    ? Outcome.refused(ErrorCode.CARD_EXISTS, "this card number is issued already")
                    : Outcome.done(given.get());
        }
        for (int draw = 0; draw < DRAWS_MAX; draw++) {
            Pan pan = panDraw.draw();
            if (!cards.areIssuedUnder(vault.token(pan))) {
                return Outcome.done(pan);
            }
        }
        return Outcome.refused(
                ErrorCode.PAN_RANGE_EXHAUSTED,
                "no free card number was found in the product's range");
    }

    private Outcome<IssueCardResponse> issued(
            long accountId, Pan pan, LocalDate expires, CardStatus status) {
        CardEntity card =
                new CardEntity(
                        accountId, pan, vault, expires, clock.now().truncatedTo(ChronoUnit.MICROS));
        card.status = status.word();
        cards.persistAndFlush(card);
        return Outcome.done(IssueCardResponse.newBuilder().setCard(Answers.card(card)).build());
    }

    /** A card never changes its account, so that reading it before the locks is safe. */
    private Outcome<CardEntity> lockedAfterItsAccount(CardEntity card) {
        if (accounts.locked(card.accountId).isEmpty()) {
            throw new IllegalStateException("card " + card.id + " has no account");
        }
        return found(card.id, cards.locked(card.id));
    }

    /** To be told that it is active, whatever it was, gives the card its PIN tries back. */
    private Outcome<SetCardStatusResponse> moved(CardEntity card, CardStatus status) {
        if (!CardLifecycle.allows(card.status(), status)) {
            return Outcome.refused(
                    ErrorCode.STATUS_CHANGE_REFUSED,
                    "a card that is " + card.status().word() + " never becomes " + status.word());
        }
        FileUpdate.of(card.status(), status)
                .ifPresent(update -> cards.tell(card.id, update, toldNetworks.names()));
        card.status = status.word();
        if (status == CardStatus.ACTIVE) {
            cards.forgetPinFailures(card.id);
        }
        return Outcome.done(SetCardStatusResponse.newBuilder().setCard(Answers.card(card)).build());
    }

    private static Outcome<CardEntity> found(long id, Optional<CardEntity> card) {
        return card.map(Outcome::done)
                .orElseGet(() -> Outcome.refused(ErrorCode.CARD_NOT_FOUND, "no card " + id));
    }

    private static CardStatus firstStatus(io.kessai.grpc.card.v1.CardStatus status) {
        return switch (status) {
            case CARD_STATUS_UNSPECIFIED, CARD_STATUS_NOT_ACTIVATED -> CardStatus.NOT_ACTIVATED;
            case CARD_STATUS_ACTIVE -> CardStatus.ACTIVE;
            case CARD_STATUS_PAUSED,
                    CARD_STATUS_BLOCKED,
                    CARD_STATUS_LOST,
                    CARD_STATUS_STOLEN,
                    CARD_STATUS_CLOSED,
                    UNRECOGNIZED ->
                    throw new InvalidFieldException("status", "must be active or not activated");
        };
    }

    private static CardStatus status(io.kessai.grpc.card.v1.CardStatus status) {
        return switch (status) {
            case CARD_STATUS_ACTIVE -> CardStatus.ACTIVE;
            case CARD_STATUS_NOT_ACTIVATED -> CardStatus.NOT_ACTIVATED;
            case CARD_STATUS_PAUSED -> CardStatus.PAUSED;
            case CARD_STATUS_BLOCKED -> CardStatus.BLOCKED;
            case CARD_STATUS_LOST -> CardStatus.LOST;
            case CARD_STATUS_STOLEN -> CardStatus.STOLEN;
            case CARD_STATUS_CLOSED -> CardStatus.CLOSED;
            case CARD_STATUS_UNSPECIFIED, UNRECOGNIZED ->
                    throw new InvalidFieldException("status", "must be given");
        };
    }
}
