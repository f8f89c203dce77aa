package io.kessai.authorization.card;

import io.kessai.domain.AccountStatus;
import io.kessai.domain.Adjustment;
import io.kessai.domain.AdjustmentKind;
import io.kessai.domain.Currency;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.Money;
import io.kessai.domain.Product;
import io.kessai.grpc.card.v1.GetAccountRequest;
import io.kessai.grpc.card.v1.GetAccountResponse;
import io.kessai.grpc.card.v1.OpenAccountRequest;
import io.kessai.grpc.card.v1.OpenAccountResponse;
import io.kessai.grpc.card.v1.PostAdjustmentRequest;
import io.kessai.grpc.card.v1.PostAdjustmentResponse;
import io.kessai.grpc.card.v1.SetCreditLimitRequest;
import io.kessai.grpc.card.v1.SetCreditLimitResponse;
import io.kessai.log.EventLog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The calls about accounts. Contract: card.proto. */
@ApplicationScoped
class AccountCalls {
    /** Largest balance either way, in minor units: limit and holds still add up within a long. */
    private static final long POSTED_MAX = 1_000_000_000_000_000_000L;

    private static final EventLog LOG = EventLog.of(AccountCalls.class);

    /** Written before the commit: a later failure to commit follows it in the log. */
    private record AdjustmentPosted(
            long accountId, long ledgerTransactionId, AdjustmentKind kind, Money effect) {}

    private final Requests requests;
    private final Accounts accounts;
    private final Ledger ledger;
    private final ProgrammeClock clock;

    AccountCalls(Requests requests, Accounts accounts, Ledger ledger, ProgrammeClock clock) {
        this.requests = requests;
        this.accounts = accounts;
        this.ledger = ledger;
        this.clock = clock;
    }

    Outcome<OpenAccountResponse> open(OpenAccountRequest request) {
        String requestId = Fields.requestId(request.getRequestId());
        Currency currency = Fields.currency("currency", request.getCurrency());
        long limit = Fields.limit("credit_limit", request.getCreditLimit());
        Product product = Fields.product("product", request.getProduct());
        return requests.once(
                new Call<>(requestId, "OpenAccount", request, OpenAccountResponse.parser()),
                () -> {
                    AccountEntity account =
                            new AccountEntity(
                                    currency,
                                    product,
                                    limit,
                                    clock.now().truncatedTo(ChronoUnit.MICROS));
                    accounts.persistAndFlush(account);
                    return Outcome.done(
                            OpenAccountResponse.newBuilder()
                                    .setAccount(Answers.account(account))
                                    .build());
                });
    }

    Outcome<GetAccountResponse> get(GetAccountRequest request) {
        long id = Fields.id("account_id", request.getAccountId());
        return QuarkusTransaction.requiringNew()
                .call(() -> found(id, accounts.findByIdOptional(id)).then(AccountCalls::read));
    }

    Outcome<SetCreditLimitResponse> setCreditLimit(SetCreditLimitRequest request) {
        String requestId = Fields.requestId(request.getRequestId());
        long id = Fields.id("account_id", request.getAccountId());
        long limit = Fields.limit("credit_limit", request.getCreditLimit());
        return requests.once(
                new Call<>(requestId, "SetCreditLimit", request, SetCreditLimitResponse.parser()),
                () -> found(id, accounts.locked(id)).then(account -> limited(account, limit)));
    }

    Outcome<PostAdjustmentResponse> postAdjustment(PostAdjustmentRequest request) {
        String requestId = Fields.requestId(request.getRequestId());
        long id = Fields.id("account_id", request.getAccountId());
        String reason = Fields.reason(request.getReason());
        Adjustment adjustment = adjustment(request);
        return requests.once(
                new Call<>(requestId, "PostAdjustment", request, PostAdjustmentResponse.parser()),
                () ->
                        found(id, accounts.locked(id))
                                .then(account -> adjusted(account, adjustment, requestId, reason)));
    }

    private static Outcome<GetAccountResponse> read(AccountEntity account) {
        return Outcome.done(
                GetAccountResponse.newBuilder().setAccount(Answers.account(account)).build());
    }

    private static Outcome<SetCreditLimitResponse> limited(AccountEntity account, long limit) {
        if (account.status() == AccountStatus.CLOSED) {
            return Outcome.refused(ErrorCode.ACCOUNT_CLOSED, "the account is closed");
        }
        account.creditLimit = limit;
        return Outcome.done(
                SetCreditLimitResponse.newBuilder().setAccount(Answers.account(account)).build());
    }

    private Outcome<PostAdjustmentResponse> adjusted(
            AccountEntity account, Adjustment adjustment, String requestId, String reason) {
        if (!adjustment.amount().currency().equals(account.currency())) {
            return Outcome.refused(
                    ErrorCode.CURRENCY_MISMATCH, "the account is in " + account.currency());
        }
        if (Math.abs(account.posted + adjustment.effectOnPosted().minorUnits()) > POSTED_MAX) {
            return Outcome.refused(
                    ErrorCode.AMOUNT_OUT_OF_RANGE, "the balance would leave what can be counted");
        }
        LocalDate bookedOn = clock.businessDate();
        long id = ledger.book(account.id, adjustment, bookedOn, "adjustment:" + requestId, reason);
        LOG.info(
                new AdjustmentPosted(
                        account.id, id, adjustment.kind(), adjustment.effectOnPosted()));
        return Outcome.done(
                PostAdjustmentResponse.newBuilder()
                        .setLedgerTransactionId(id)
                        .setBookedOn(bookedOn.toString())
                        .setAccount(Answers.account(accounts.reloaded(account)))
                        .build());
    }

    private static Outcome<AccountEntity> found(long id, Optional<AccountEntity> account) {
        return account.map(Outcome::done)
                .orElseGet(() -> Outcome.refused(ErrorCode.ACCOUNT_NOT_FOUND, "no account " + id));
    }

    private static Adjustment adjustment(PostAdjustmentRequest request) {
        AdjustmentKind kind =
                switch (request.getKind()) {
                    case ADJUSTMENT_KIND_LOAD -> AdjustmentKind.LOAD;
                    case ADJUSTMENT_KIND_REPAYMENT -> AdjustmentKind.REPAYMENT;
                    case ADJUSTMENT_KIND_FEE -> AdjustmentKind.FEE;
                    case ADJUSTMENT_KIND_CORRECTION -> AdjustmentKind.CORRECTION;
                    case ADJUSTMENT_KIND_UNSPECIFIED, UNRECOGNIZED ->
                            throw new InvalidFieldException("kind", "must be given");
                };
        return Adjustment.of(
                        kind,
                        Fields.direction("direction", request.getDirection()),
                        Fields.amount("amount", request.getAmount()))
                .orElseThrow(
                        () ->
                                new InvalidFieldException(
                                        "direction", "is one a " + kind.word() + " never goes"));
    }
}
