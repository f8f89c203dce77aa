package io.kessai.clearing.run;

import java.time.Duration;

/**
 * Who started a command, why, and how patient they are.
 *
 * @param startedBy the login of a person or the name of a scheduler
 * @param why free text; empty for the usual night
 * @param execution the ARN of the state machine's execution that it is part of; empty elsewhere
 * @param patience how long to wait for a step that another process does; zero refuses at once
 */
public record Invocation(
        String startedBy, String why, String execution, Duration patience, ProgressLine progress) {}
