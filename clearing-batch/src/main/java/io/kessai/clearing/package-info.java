/**
 * The clearing program: one command a stage, run by operators, by the nightly chain and by {@code
 * ./kessai}.
 *
 * <p>{@code collect} brings a file to the inbox, from another host. Then it goes through {@code
 * receive}, {@code ingest}, {@code reconcile}, {@code post} and {@code report}, a package each;
 * {@code expire} comes after {@code post}. {@code command} is the command line and the night's
 * flow, {@code run} what each command runs under, {@code books} what the stages that move money
 * share, {@code s3} the stores in buckets. {@code exceptions} is for people, {@code audit} for
 * proof.
 */
package io.kessai.clearing;
