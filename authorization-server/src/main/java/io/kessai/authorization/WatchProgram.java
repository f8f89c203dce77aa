package io.kessai.authorization;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.kessai.grpc.authorization.v1.AuthorizationServiceGrpc;
import io.kessai.grpc.authorization.v1.Event;
import io.kessai.grpc.authorization.v1.WatchRequest;
import io.kessai.grpc.authorization.v1.WatchResponse;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Prints events as they happen, for developers: one JSON object a line, with the position after it,
 * and a position alone while nothing happens. It goes on from there when the server stops, until it
 * is ended itself.
 *
 * <p>Arguments: {@code HOST:PORT [--from-start | --position POSITION] [--account N]}. Exit code 1
 * where the server refuses them.
 */
public final class WatchProgram {

    private static final long RETRY_MILLIS = 500;

    private final ManagedChannel channel;
    private final PrintStream out;

    private WatchProgram(ManagedChannel channel, PrintStream out) {
        this.channel = channel;
        this.out = out;
    }

    /** Does not return unless the server refuses. */
    public static void main(String[] arguments) throws InterruptedException {
        ManagedChannel channel = NettyChannelBuilder.forTarget(arguments[0]).usePlaintext().build();
        System.exit(
                new WatchProgram(channel, System.out)
                        .watch(request(Arrays.asList(arguments).listIterator(1))));
    }

    private static WatchRequest request(Iterator<String> options) {
        WatchRequest.Builder request = WatchRequest.newBuilder();
        while (options.hasNext()) {
            String option = options.next();
            switch (option) {
                case "--from-start" -> request.setFromStart(true);
                case "--position" -> request.setPosition(options.next());
                case "--account" -> request.setAccountId(Long.parseLong(options.next()));
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return request.build();
    }

    private int watch(WatchRequest first) throws InterruptedException {
        WatchRequest request = first;
        while (true) {
            try {
                Iterator<WatchResponse> stream =
                        AuthorizationServiceGrpc.newBlockingStub(channel).watch(request);
                while (stream.hasNext()) {
                    WatchResponse response = stream.next();
                    out.println(line(response));
                    request = request.toBuilder().setPosition(response.getPosition()).build();
                }
            } catch (StatusRuntimeException e) {
                if (!isPassing(e.getStatus())) {
                    System.err.println("watch: " + e.getStatus().getDescription());
                    return 1;
                }
            }
            Thread.sleep(RETRY_MILLIS);
        }
    }

    private static boolean isPassing(Status status) {
        return List.of(Status.Code.UNAVAILABLE, Status.Code.RESOURCE_EXHAUSTED)
                .contains(status.getCode());
    }

    private static String line(WatchResponse response) {
        String position = "\"position\":\"" + response.getPosition() + "\"}";
        return response.hasEvent() ? event(response.getEvent()) + "," + position : "{" + position;
    }

    private static String event(Event event) {
        Instant at =
                Instant.ofEpochSecond(
                        event.getOccurredAt().getSeconds(), event.getOccurredAt().getNanos());
        return ("{\"event_id\":%d,\"kind\":\"%s\",\"account_id\":%d,\"card_id\":%d,"
                        + "\"authorization_id\":%d,\"amount\":%d,\"remaining\":%d,\"booked\":%d,"
                        + "\"currency\":\"%s\",\"reason\":\"%s\",\"message_key\":\"%s\","
                        + "\"occurred_at\":\"%s\"")
                .formatted(
                        event.getEventId(),
                        event.getKind().name().substring("EVENT_KIND_".length()),
                        event.getAccountId(),
                        event.getCardId(),
                        event.getAuthorizationId(),
                        event.getAmount(),
                        event.getRemaining(),
                        event.getBooked(),
                        event.getCurrency(),
                        event.getReason(),
                        event.getMessageKey().replace("\\", "\\\\").replace("\"", "\\\""),
                        at);
    }
}
