/**
 * The commands of {@code ./kessai}, and the processes they run.
 *
 * <p>{@link io.kessai.local.run.Kessai} lists the commands: adding one is a class and a line there.
 * {@link io.kessai.local.run.ServerProcess} runs the packaged authorization server, for commands
 * and for tests that kill it. Read {@code KessaiTest} first.
 */
package io.kessai.local.run;
