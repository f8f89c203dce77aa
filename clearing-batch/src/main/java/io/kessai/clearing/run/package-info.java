/**
 * How every command of clearing runs: its database, its lock, its run, attempt and step as rows,
 * and how it makes room for authorizations.
 *
 * <p>A run is a kind of work for a business date, every try of it an attempt, every stage of an
 * attempt a step with the position it has reached. Read AttemptTest first.
 */
package io.kessai.clearing.run;
