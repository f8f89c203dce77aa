/**
 * The command line: a command for every stage, {@code nightly} for all of them, {@code status} and
 * {@code replay}. {@link io.kessai.clearing.command.Stages} is the flow; nothing here decides
 * anything about money. Read ReplayCommandTest first.
 */
package io.kessai.clearing.command;
