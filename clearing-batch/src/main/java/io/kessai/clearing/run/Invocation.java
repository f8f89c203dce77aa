package io.kessai.clearing.run;

import java.time.Duration;

/**
 * Who started a command, why, and how patient they are.
 *
 * @param startedBy the login of a person or the name of a scheduler
 * @param why free text; empty for the usual night
 * @param patience how long to wait for a step that another process does; zero refuses at once
 */
public record Invocation(String startedBy, String why, Duration patience, ProgressLine progress) {}
