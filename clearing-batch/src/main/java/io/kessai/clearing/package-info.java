/**
 * The clearing program: one command a stage, run by operators, by the nightly chain and by {@code
 * ./kessai}.
 *
 * <p>A file goes through {@code receive}, {@code ingest}, {@code reconcile}, {@code post} and
 * {@code report}, a package each; {@code expire} comes after {@code post}. {@code command} is the
 * command line and the night's flow, {@code run} what each command runs under, {@code books} what
 * the stages that move money share. {@code exceptions} is for people, {@code audit} for proof.
 */
package io.kessai.clearing;
