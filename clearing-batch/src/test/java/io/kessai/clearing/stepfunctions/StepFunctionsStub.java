package io.kessai.clearing.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The service as far as we ask it: one state machine, and executions as a test tells them. It
 * answers in the service's own protocol, over HTTP.
 */
public final class StepFunctionsStub implements AutoCloseable {
    public static final String MACHINE = "arn:aws:states:ap-northeast-1:1:stateMachine:night";
    public static final String OLD = "arn:aws:states:ap-northeast-1:1:execution:night:old";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the SDK looks beside the environment. */
    private static final List<String> SETTINGS =
            List.of("aws.endpointUrlSfn", "aws.region", "aws.accessKeyId", "aws.secretAccessKey");

    private final HttpServer server;
    private final Map<String, Map<String, String>> executions = new TreeMap<>();
    private final List<String> calls = new ArrayList<>();
    private String definition = "{}";
    private boolean startsNothing;

    /** Starts it, and has every SDK client of this JVM ask it. */
    public StepFunctionsStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::answer);
        server.start();
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        List<String> values = List.of(endpoint, "ap-northeast-1", "test", "test");
        for (int i = 0; i < SETTINGS.size(); i++) {
            System.setProperty(SETTINGS.get(i), values.get(i));
        }
    }

    /** There is an execution, {@link #OLD}, of the definition as it is now. */
    public void tell(String status, String redriveStatus, String error, String input) {
        tell(OLD, status, redriveStatus, error, input);
    }

    /**
     * The same of another.
     *
     * @param arn the younger, the later in the alphabet
     */
    public void tell(String arn, String status, String redriveStatus, String error, String input) {
        Map<String, String> told = new TreeMap<>();
        told.put("executionArn", arn);
        told.put("stateMachineArn", MACHINE);
        told.put("status", status);
        told.put("redriveStatus", redriveStatus);
        told.put("input", input);
        told.put("definition", definition);
        if (!error.isEmpty()) {
            told.put("error", error);
            told.put("cause", "because\nof this");
        }
        executions.put(arn, told);
    }

    /** From here on the state machine is another. */
    public void deploy(String changed) {
        definition = changed;
    }

    /** From here on nothing can be started. */
    public void refuseToStart() {
        startsNothing = true;
    }

    /** What was asked for that changes something. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        JsonNode asked = JSON.readTree(exchange.getRequestBody());
        String operation = target.substring(target.indexOf('.') + 1);
        String arn = asked.path("executionArn").asText();
        if (asked.has("executionArn") && !executions.containsKey(arn)) {
            send(exchange, 400, Map.of("__type", "ExecutionDoesNotExist", "message", "no " + arn));
            return;
        }
        switch (operation) {
            case "DescribeExecution", "DescribeStateMachineForExecution" ->
                    send(exchange, 200, executions.getOrDefault(arn, Map.of()));
            case "DescribeStateMachine" -> send(exchange, 200, Map.of("definition", definition));
            case "ListExecutions" -> list(exchange);
            case "RedriveExecution" -> {
                calls.add("redrive " + arn);
                send(exchange, 200, Map.of());
            }
            case "StartExecution" -> {
                if (startsNothing) {
                    send(exchange, 400, Map.of("__type", "StateMachineDeleting"));
                    return;
                }
                calls.add(
                        "start %s %s"
                                .formatted(
                                        asked.get("name").asText(), asked.get("input").asText()));
                send(
                        exchange,
                        200,
                        Map.of("executionArn", MACHINE + ":" + asked.get("name").asText()));
            }
            default -> send(exchange, 400, Map.of("__type", "UnknownOperationException"));
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        byte[] body =
                JSON.writeValueAsBytes(
                        Map.of("executions", List.copyOf(executions.values()).reversed()));
        send(exchange, 200, body);
    }

    private static void send(HttpExchange exchange, int status, Map<String, String> answer)
            throws IOException {
        send(exchange, status, JSON.writeValueAsBytes(answer));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        SETTINGS.forEach(System::clearProperty);
    }
}
