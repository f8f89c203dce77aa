package io.kessai.authorization;

import com.google.protobuf.Timestamp;
import io.grpc.stub.ServerCallStreamObserver;
import io.kessai.authorization.card.Answers;
import io.kessai.authorization.card.CallEdge;
import io.kessai.authorization.card.InvalidFieldException;
import io.kessai.authorization.watch.Begin;
import io.kessai.authorization.watch.Interest;
import io.kessai.authorization.watch.Position;
import io.kessai.authorization.watch.Recipient;
import io.kessai.authorization.watch.WatchedEvent;
import io.kessai.authorization.watch.Watcher;
import io.kessai.authorization.watch.Watchers;
import io.kessai.domain.Currency;
import io.kessai.grpc.authorization.v1.Event;
import io.kessai.grpc.authorization.v1.EventKind;
import io.kessai.grpc.authorization.v1.WatchRequest;
import io.kessai.grpc.authorization.v1.WatchResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Reads what a caller wants to watch, and writes events as the contract shows them. */
@ApplicationScoped
class WatchCall {

    private static final String CALL = "Watch";

    private final Watchers watchers;

    WatchCall(Watchers watchers) {
        this.watchers = watchers;
    }

    /** Returns at once; what is refused is told by the observer. */
    void watch(WatchRequest request, ServerCallStreamObserver<WatchResponse> observer) {
        try {
            Caller caller = new Caller(observer);
            Watcher watcher = watchers.watch(begin(request), interest(request), caller);
            observer.setOnReadyHandler(watcher::wake);
            observer.setOnCancelHandler(watcher::wake);
        } catch (RuntimeException e) {
            CallEdge.refuse(CALL, observer, e);
        }
    }

    private static Begin begin(WatchRequest request) {
        return switch (request.getBeginCase()) {
            case BEGIN_NOT_SET -> new Begin.FromNow();
            case FROM_START -> {
                if (!request.getFromStart()) {
                    throw new InvalidFieldException("from_start", "must be true, or absent");
                }
                yield new Begin.FromStart();
            }
            case SINCE -> new Begin.Since(instant(request.getSince()));
            case POSITION ->
                    request.getPosition().isEmpty()
                            ? new Begin.FromNow()
                            : new Begin.After(position(request.getPosition()));
        };
    }

    private static Position position(String text) {
        return Position.parse(text)
                .orElseThrow(
                        () ->
                                new InvalidFieldException(
                                        "position",
                                        "is none this service gave: pass one of a response, or since"));
    }

    private static Instant instant(Timestamp timestamp) {
        try {
            Instant instant = Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
            if (instant.isBefore(Instant.EPOCH) || instant.getEpochSecond() > 253_402_300_799L) {
                throw new InvalidFieldException("since", "must be a time from 1970 to 9999");
            }
            return instant;
        } catch (DateTimeException _) {
            throw new InvalidFieldException("since", "must be a time from 1970 to 9999");
        }
    }

    private static Interest interest(WatchRequest request) {
        if (request.getAccountId() < 0) {
            throw new InvalidFieldException(
                    "account_id", "must be a positive identity, or 0 for all");
        }
        Set<io.kessai.domain.EventKind> kinds = EnumSet.noneOf(io.kessai.domain.EventKind.class);
        request.getKindsList().forEach(kind -> kinds.add(kind(kind)));
        return new Interest(request.getAccountId(), kinds);
    }

    private static io.kessai.domain.EventKind kind(EventKind kind) {
        return switch (kind) {
            case EVENT_KIND_APPROVED -> io.kessai.domain.EventKind.APPROVED;
            case EVENT_KIND_DECLINED -> io.kessai.domain.EventKind.DECLINED;
            case EVENT_KIND_INCREMENTED -> io.kessai.domain.EventKind.INCREMENTED;
            case EVENT_KIND_RAISED -> io.kessai.domain.EventKind.RAISED;
            case EVENT_KIND_LOWERED -> io.kessai.domain.EventKind.LOWERED;
            case EVENT_KIND_REVERSED -> io.kessai.domain.EventKind.REVERSED;
            case EVENT_KIND_CLEARED -> io.kessai.domain.EventKind.CLEARED;
            case EVENT_KIND_RELEASED -> io.kessai.domain.EventKind.RELEASED;
            case EVENT_KIND_EXPIRED -> io.kessai.domain.EventKind.EXPIRED;
            case EVENT_KIND_UNSPECIFIED, UNRECOGNIZED ->
                    throw new InvalidFieldException("kinds", "must each be a kind of event");
        };
    }

    private static EventKind kind(io.kessai.domain.EventKind kind) {
        return switch (kind) {
            case APPROVED -> EventKind.EVENT_KIND_APPROVED;
            case DECLINED -> EventKind.EVENT_KIND_DECLINED;
            case INCREMENTED -> EventKind.EVENT_KIND_INCREMENTED;
            case RAISED -> EventKind.EVENT_KIND_RAISED;
            case LOWERED -> EventKind.EVENT_KIND_LOWERED;
            case REVERSED -> EventKind.EVENT_KIND_REVERSED;
            case CLEARED -> EventKind.EVENT_KIND_CLEARED;
            case RELEASED -> EventKind.EVENT_KIND_RELEASED;
            case EXPIRED -> EventKind.EVENT_KIND_EXPIRED;
        };
    }

    static Event event(WatchedEvent event) {
        return Event.newBuilder()
                .setEventId(event.id())
                .setKind(kind(event.kind()))
                .setAccountId(event.accountId())
                .setCardId(event.cardId())
                .setAuthorizationId(event.authorizationId())
                .setAmount(event.amount())
                .setRemaining(event.remaining())
                .setBooked(event.booked())
                .setCurrency(Currency.ofNumeric(event.currency()).orElseThrow().code())
                .setReason(event.reason())
                .setMessageKey(event.messageKey())
                .setOccurredAt(Answers.timestamp(event.occurredAt()))
                .build();
    }

    /** The stream to a caller. */
    private record Caller(ServerCallStreamObserver<WatchResponse> observer) implements Recipient {

        @Override
        public boolean isReady() {
            return observer.isReady();
        }

        @Override
        public boolean isGone() {
            return observer.isCancelled();
        }

        @Override
        public void event(WatchedEvent event, Position position) {
            observer.onNext(
                    WatchResponse.newBuilder()
                            .setEvent(WatchCall.event(event))
                            .setPosition(position.text())
                            .build());
        }

        @Override
        public void idle(Position position) {
            observer.onNext(WatchResponse.newBuilder().setPosition(position.text()).build());
        }

        @Override
        public void end() {
            observer.onCompleted();
        }

        @Override
        public void fail(RuntimeException cause) {
            CallEdge.refuse(CALL, observer, cause);
        }
    }
}
