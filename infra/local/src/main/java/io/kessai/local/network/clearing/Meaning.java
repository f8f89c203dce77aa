package io.kessai.local.network.clearing;

import io.kessai.domain.clearing.ExceptionKind;
import io.kessai.domain.clearing.Outcome;
import io.kessai.local.network.DayAuthorization;
import java.util.Optional;

/** What the network means by a record: whoever makes the record knows it. */
public sealed interface Meaning {

    /** The authorization, or a part of it, is charged. */
    record Clears(DayAuthorization authorization) implements Meaning {}

    /** Nobody asked before. */
    record Unauthorized() implements Meaning {}

    /** An earlier record with the same reference is taken back. */
    record TakesBack() implements Meaning {}

    /** Something is taken back that was never presented. */
    record TakesBackNothing() implements Meaning {}

    /** Never the cardholder: what must come of it instead. */
    record Apart(Outcome outcome, Optional<ExceptionKind> exception) implements Meaning {}
}
