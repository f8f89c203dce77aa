package io.kessai.clearing.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kessai.clearing.run.ClearingDatabase;
import io.kessai.clearing.s3.S3Location;
import io.kessai.clearing.s3.S3Mock;
import io.kessai.local.run.Checkout;
import io.kessai.local.run.PackagedProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Executes the definition of the state machine: its containers are the packaged program on one
 * database and one S3 server, its receiver is {@code collect} on a drop folder.
 */
final class Interpreter {
    static final String EXECUTION = "arn:aws:states:ap-northeast-1:1:execution:kessai-test:night";
    static final String SHARDS = "2";

    /** What the script says where a tool is missing. */
    private static final int MISSING = 77;

    private static final int SECONDS_MAX = 180;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClearingDatabase database;
    private final S3Location bucket;
    private final Path folder;

    /**
     * @param folder with the drop folder {@code drop}; whatever else is made there is ours
     */
    Interpreter(ClearingDatabase database, S3Location bucket, Path folder) {
        this.database = database;
        this.bucket = bucket;
        this.folder = folder;
    }

    /**
     * How an execution ended.
     *
     * @param error empty where it succeeded
     * @param commands the words of each container, in the order in which they began
     * @param lines what each printed
     */
    record Execution(
            String status,
            String error,
            String cause,
            List<List<String>> commands,
            List<String> lines) {}

    /**
     * @param input of the execution
     * @param receiver {@code online}, {@code offline} or {@code failing}
     */
    Execution execute(Map<String, String> input, String receiver) throws Exception {
        return execute(input, receiver, List.of(EXECUTION));
    }

    /**
     * @param running the ARNs of the executions that run, the youngest first
     */
    Execution execute(Map<String, String> input, String receiver, List<String> running)
            throws Exception {
        Path config = folder.resolve("config.json");
        Path result = folder.resolve("result.json");
        Path log = folder.resolve("interpreter.log");
        Path workflows = Checkout.find().root().resolve("infra/workflows");
        JSON.writeValue(config.toFile(), config(workflows, input, receiver, running));
        Process process =
                new ProcessBuilder(
                                List.of(
                                        "bash",
                                        workflows.resolve("test/interpret.sh").toString(),
                                        config.toString(),
                                        result.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("not over in time: " + Files.readString(log));
        }
        if (process.exitValue() == MISSING) {
            System.out.println(
                    "not run: the state machine's definition: " + Files.readString(log).strip());
            abort(Files.readString(log));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
        JsonNode told = JSON.readTree(result.toFile());
        return new Execution(
                told.get("status").asText(),
                told.get("error").asText(),
                told.get("cause").asText(),
                told.get("commands").valueStream().map(Interpreter::words).toList(),
                words(told.get("lines")));
    }

    private static List<String> words(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private Map<String, Object> config(
            Path workflows, Map<String, String> input, String receiver, List<String> running) {
        return Map.of(
                "definition", workflows.resolve("clearing-nightly.asl.json").toString(),
                "placeholders",
                        Map.of(
                                "cluster", "arn:aws:ecs:ap-northeast-1:1:cluster/kessai-test",
                                "task_definition", "kessai-test-clearing-batch",
                                "subnet_a", "subnet-a",
                                "subnet_c", "subnet-c",
                                "security_group", "sg-1",
                                "receiver_instance", "i-1",
                                "receiver_logs", "/kessai/test/receiver",
                                "inbox_bucket", bucket.bucket(),
                                "shards", SHARDS),
                "input", input,
                "execution", EXECUTION,
                "running", running,
                "s3", S3Mock.shared().endpoint().toString(),
                "batch", Map.of("command", program(), "environment", batch()),
                "receiver",
                        Map.of(
                                "command", collect(),
                                "environment", receiver(),
                                "answers", receiver));
    }

    private static List<String> program() {
        return new PackagedProgram(Checkout.find().clearingJar())
                .command(List.of("-XX:TieredStopAtLevel=1"));
    }

    /** As the task definition gives it. */
    Map<String, String> batch() {
        Map<String, String> environment = new TreeMap<>(S3Mock.shared().environment());
        environment.putAll(
                Map.of(
                        "KESSAI_DB_URL", database.url(),
                        "KESSAI_DB_BATCH_USER", database.user(),
                        "KESSAI_DB_BATCH_PASSWORD", database.password(),
                        "KESSAI_INBOX", bucket.below("inbox").toString(),
                        "KESSAI_ARCHIVE", bucket.below("archive").toString(),
                        "KESSAI_REPORTS", bucket.below("reports").toString(),
                        "KESSAI_STEP_WAIT_SECONDS", "60",
                        "KESSAI_DEVELOPMENT_KEYS", "true",
                        "KESSAI_OUTPUT", "json"));
        return environment;
    }

    private List<String> collect() {
        return Stream.of(
                        program().stream(),
                        Stream.of("collect", "--output", "json", "--network", "mastercard"),
                        Stream.of("--stable-for", "0", "--drop", folder.resolve("drop").toString()),
                        Stream.of("--inbox", bucket.below("inbox").toString()),
                        Stream.of("--archive", folder.resolve("own-archive").toString()))
                .flatMap(words -> words)
                .toList();
    }

    /** Has files collected by the receiver, outside of an execution. */
    void collectNow(String scheduledAt) throws Exception {
        Map<String, String> environment = receiver();
        environment.put("KESSAI_SCHEDULED_AT", scheduledAt);
        run(collect(), environment);
    }

    /** What nightly would do with the inbox as it is. */
    List<List<String>> commandsOfNightly() throws Exception {
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of("nightly", "--dry-run", "--shards", SHARDS));
        return JSON.readTree(run(command, batch()))
                .get("commands")
                .valueStream()
                .map(Interpreter::words)
                .toList();
    }

    /** Standard output of a program that must succeed. */
    private String run(List<String> command, Map<String, String> environment) throws Exception {
        Path log = folder.resolve("errors.log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), Files.readString(log));
        return out;
    }

    private static Map<String, String> receiver() {
        Map<String, String> environment = new TreeMap<>(S3Mock.shared().environment());
        environment.putAll(
                Map.of(
                        "KESSAI_VAULT_TOKEN_KEY",
                        "11".repeat(32),
                        "KESSAI_VAULT_SEALING_KEYS",
                        "1=" + "22".repeat(32),
                        "KESSAI_VAULT_CURRENT_VERSION",
                        "1"));
        return environment;
    }
}
