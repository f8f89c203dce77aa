/**
 * The clearing program: one command a stage, run by operators, by the nightly chain and by {@code
 * ./kessai}. Its first command is {@code audit}.
 */
package io.kessai.clearing;
