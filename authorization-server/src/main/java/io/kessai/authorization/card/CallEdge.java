package io.kessai.authorization.card;

import com.google.protobuf.Any;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import io.kessai.grpc.error.v1.ErrorDetail;
import io.kessai.log.EventLog;
import java.util.function.Supplier;

/**
 * Where people's calls are answered: every refusal and failure becomes a gRPC status with our
 * stable code among its details. Thread-safe. Specification: CallEdgeTest.
 */
public final class CallEdge {
    private static final EventLog LOG = EventLog.of(CallEdge.class);

    /** A call ended in a refusal or failure. */
    private record CallRefused(String call, String code, String field) {}

    /** A call failed by a bug of ours. */
    private record CallFailed(String call, String fault) {}

    private CallEdge() {}

    /** Runs a call and gives the observer its answer, or an error. */
    public static <R> void answer(
            String call, StreamObserver<R> observer, Supplier<Outcome<R>> work) {
        switch (outcome(call, work)) {
            case Outcome.Done<R>(R response) -> {
                observer.onNext(response);
                observer.onCompleted();
            }
            case Outcome.Refused<R> refused -> observer.onError(error(refused));
        }
    }

    /** Ends a call that cannot be answered, or a stream that cannot go on. */
    public static void refuse(String call, StreamObserver<?> observer, RuntimeException thrown) {
        Supplier<Outcome<Void>> work =
                () -> {
                    throw thrown;
                };
        if (outcome(call, work) instanceof Outcome.Refused<Void> refused) {
            observer.onError(error(refused));
        }
    }

    /** The outcome, with exceptions turned into the refusal the caller is told. */
    static <R> Outcome<R> outcome(String call, Supplier<Outcome<R>> work) {
        Outcome<R> outcome;
        try {
            outcome = work.get();
        } catch (InvalidFieldException e) {
            outcome = new Outcome.Refused<>(ErrorCode.REQUEST_INVALID, e.field(), message(e));
        } catch (OperatingException e) {
            outcome = Outcome.refused(e.code(), message(e));
        } catch (RuntimeException e) {
            outcome = failed(call, e);
        }
        if (outcome instanceof Outcome.Refused<R> refused) {
            LOG.info(new CallRefused(call, refused.code().name(), refused.field()));
        }
        return outcome;
    }

    /** A database that is away while reading, or a bug. */
    private static <R> Outcome<R> failed(String call, RuntimeException thrown) {
        return StoreFault.of(thrown)
                .<Outcome<R>>map(
                        fault -> Outcome.refused(fault.code(), "the database did not answer"))
                .orElseGet(
                        () -> {
                            LOG.error(new CallFailed(call, thrown.getClass().getName()), thrown);
                            return Outcome.refused(ErrorCode.SYSTEM_MALFUNCTION, "the call failed");
                        });
    }

    private static RuntimeException error(Outcome.Refused<?> refused) {
        ErrorDetail detail =
                ErrorDetail.newBuilder()
                        .setNumber(refused.code().number())
                        .setName(refused.code().name())
                        .setRetryable(refused.code().isRetryable())
                        .setField(refused.field())
                        .build();
        return StatusProto.toStatusRuntimeException(
                Status.newBuilder()
                        .setCode(status(refused.code()).value())
                        .setMessage(refused.code().name() + ": " + refused.message())
                        .addDetails(Any.pack(detail))
                        .build());
    }

    static Code status(ErrorCode code) {
        return switch (code) {
            case REQUEST_INVALID -> Code.INVALID_ARGUMENT;
            case REQUEST_ID_REUSED, CARD_EXISTS -> Code.ALREADY_EXISTS;
            case ACCOUNT_NOT_FOUND,
                    CARD_NOT_FOUND,
                    AUTHORIZATION_NOT_FOUND,
                    CLEARING_FILE_NOT_FOUND,
                    CLEARING_EXCEPTION_NOT_FOUND ->
                    Code.NOT_FOUND;
            case ACCOUNT_CLOSED,
                    CURRENCY_MISMATCH,
                    STATUS_CHANGE_REFUSED,
                    CONTROLS_CHANGED,
                    CLEARING_FILE_REFUSED,
                    STEP_OUT_OF_ORDER,
                    SECOND_PERSON_NEEDED,
                    CLEARING_EXCEPTION_CLOSED ->
                    Code.FAILED_PRECONDITION;
            case PAN_RANGE_EXHAUSTED, TOO_MANY_WATCHERS -> Code.RESOURCE_EXHAUSTED;
            case AMOUNT_OUT_OF_RANGE, POSITION_OUTDATED -> Code.OUT_OF_RANGE;
            case STORE_UNAVAILABLE,
                    STORE_BUSY,
                    STEP_RUNNING,
                    FILE_STORE_UNAVAILABLE,
                    WORKFLOW_UNAVAILABLE ->
                    Code.UNAVAILABLE;
            case VAULT_KEY_UNKNOWN,
                    VAULT_CONTENT_CHANGED,
                    SCHEMA_OUTDATED,
                    CONFIGURATION_REFUSED,
                    SYSTEM_MALFUNCTION ->
                    Code.INTERNAL;
        };
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
