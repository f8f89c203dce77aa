package io.kessai.authorization;

import io.kessai.authorization.card.Fields;
import io.kessai.authorization.card.InvalidFieldException;
import io.kessai.authorization.card.Outcome;
import io.kessai.authorization.card.ProgrammeClock;
import io.kessai.authorization.card.Requests;
import io.kessai.authorization.decide.Acceptor;
import io.kessai.authorization.decide.Answer;
import io.kessai.authorization.decide.AuthorizationRequest;
import io.kessai.authorization.decide.Findings;
import io.kessai.authorization.decide.MessageKind;
import io.kessai.authorization.decide.Payment;
import io.kessai.authorization.decide.PointOfService;
import io.kessai.authorization.decide.Reason;
import io.kessai.authorization.decide.References;
import io.kessai.authorization.decide.SentAmount;
import io.kessai.authorization.record.Recorder;
import io.kessai.authorization.record.Submission;
import io.kessai.authorization.reply.ResponseCodes;
import io.kessai.domain.Circumstances;
import io.kessai.domain.Currency;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.MessageKey;
import io.kessai.domain.Pan;
import io.kessai.domain.ProcessingCode;
import io.kessai.grpc.authorization.v1.AuthorizeRequest;
import io.kessai.grpc.authorization.v1.AuthorizeResponse;
import io.kessai.grpc.type.v1.Money;
import io.kessai.vault.PanVault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Asks for an authorization as a network does: the same lanes, the same journal, the same answers.
 *
 * <p>The message's key is the request_id, in the place of DE37, with the second in which it was
 * first seen in the place of DE7: so a repeat, whenever it comes, is the same message.
 */
@ApplicationScoped
class AuthorizeCall {
    private static final String NETWORK = "grpc";
    private static final String MTI = "0100";
    private static final String MESSAGE_CLASS = "10";

    /** Never zero-filled DE11 of a network: DE90 with a zero DE11 names no original. */
    private static final String STAN = "000000";

    private static final DateTimeFormatter TRANSMISSION =
            DateTimeFormatter.ofPattern("MMddHHmmss").withZone(ZoneOffset.UTC);

    private final Requests requests;
    private final Recorder recorder;
    private final AuthorizationQueries queries;
    private final PanVault vault;
    private final FlowConfig config;
    private final ProgrammeClock clock;
    private final ResponseCodes codes = ResponseCodes.generic();

    AuthorizeCall(
            Requests requests,
            Recorder recorder,
            AuthorizationQueries queries,
            PanVault vault,
            FlowConfig config,
            ProgrammeClock clock) {
        this.requests = requests;
        this.recorder = recorder;
        this.queries = queries;
        this.vault = vault;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Decides and commits, then answers.
     *
     * @param isCallerGone asked once the answer is there; an approval nobody takes is undone
     */
    Outcome<AuthorizeResponse> authorize(AuthorizeRequest request, BooleanSupplier isCallerGone) {
        Instant arrivedAt = clock.now();
        long deadlineNanos = System.nanoTime() + config.budget().toNanos();
        String requestId = Fields.requestId(request.getRequestId());
        Pan pan = Fields.anyPan(request.getPan());
        Payment payment = payment(request);
        Acceptor acceptor = acceptor(request);
        String terminal = Fields.text("terminal", request.getTerminal(), 8);
        AuthorizeRequest digestible =
                request.toBuilder().setPan(vault.token(pan).toString()).build();
        return requests.firstSeen(requestId, "Authorize", digestible)
                .then(
                        firstSeen -> {
                            AuthorizationRequest message =
                                    new AuthorizationRequest(
                                            MessageKind.AUTHORIZATION,
                                            MTI,
                                            false,
                                            key(requestId, terminal, firstSeen),
                                            vault.token(pan),
                                            pan.passesLuhn(),
                                            payment,
                                            acceptor,
                                            References.NONE,
                                            Circumstances.UNKNOWN,
                                            Findings.NONE,
                                            PointOfService.UNKNOWN);
                            return decided(message, arrivedAt, deadlineNanos, isCallerGone);
                        });
    }

    private Outcome<AuthorizeResponse> decided(
            AuthorizationRequest message,
            Instant arrivedAt,
            long deadlineNanos,
            BooleanSupplier isCallerGone) {
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        recorder.submit(new Submission(message, arrivedAt, deadlineNanos, answered::complete));
        Answer answer = answered.join();
        if (isCallerGone.getAsBoolean()) {
            recorder.undelivered(message, answer);
        }
        if (answer.reason().isTechnical()) {
            return Outcome.refused(code(answer.reason()), "not decided: " + answer.reason().name());
        }
        try {
            return Outcome.done(response(message, answer));
        } catch (RuntimeException untold) {
            recorder.undelivered(message, answer);
            throw untold;
        }
    }

    private AuthorizeResponse response(AuthorizationRequest message, Answer answer) {
        Reason reason = answer.reason();
        String currency =
                Currency.ofNumeric(answer.amount().currency()).map(Currency::code).orElse("");
        return AuthorizeResponse.newBuilder()
                .setAuthorizationId(queries.identity(message.key()))
                .setApproved(reason.approves() || reason == Reason.VERIFIED)
                .setReason(reason.name())
                .setResponseCode(codes.of(reason))
                .setApprovalCode(answer.approvalCode())
                .setApprovedAmount(
                        Money.newBuilder()
                                .setCurrency(currency)
                                .setMinorUnits(
                                        reason.approves() ? answer.amount().minorUnits() : 0))
                .build();
    }

    /** What a caller is told where no decision stands behind the answer. */
    private static ErrorCode code(Reason technical) {
        if (technical == Reason.SYSTEM_MALFUNCTION) {
            return ErrorCode.SYSTEM_MALFUNCTION;
        }
        return technical == Reason.STORE_UNAVAILABLE
                ? ErrorCode.STORE_UNAVAILABLE
                : ErrorCode.STORE_BUSY;
    }

    private static MessageKey key(String requestId, String terminal, Instant firstSeen) {
        return new MessageKey(
                NETWORK,
                MESSAGE_CLASS,
                "",
                STAN,
                TRANSMISSION.format(firstSeen),
                requestId,
                terminal,
                LocalDate.ofInstant(firstSeen, ZoneOffset.UTC));
    }

    private static Payment payment(AuthorizeRequest request) {
        Optional<YearMonth> expiry =
                request.getExpires().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                YearMonth.from(Fields.lastDay("expires", request.getExpires())));
        return new Payment(
                processingCode(request),
                SentAmount.of(Fields.amountFromZero("amount", request.getAmount())),
                Optional.empty(),
                0,
                request.getAcceptsPartial(),
                expiry);
    }

    private static ProcessingCode processingCode(AuthorizeRequest request) {
        return switch (request.getKind()) {
            case TRANSACTION_KIND_PURCHASE -> new ProcessingCode("000000");
            case TRANSACTION_KIND_CASH -> new ProcessingCode("010000");
            case TRANSACTION_KIND_REFUND -> new ProcessingCode("200000");
            case TRANSACTION_KIND_UNSPECIFIED, UNRECOGNIZED ->
                    throw new InvalidFieldException("kind", "must be given");
        };
    }

    private static Acceptor acceptor(AuthorizeRequest request) {
        String mcc = request.getMcc();
        if (!mcc.matches("([0-9]{4})?")) {
            throw new InvalidFieldException("mcc", "must be four digits, or empty");
        }
        return new Acceptor(mcc, Fields.text("merchant", request.getMerchant(), 15), "");
    }
}
