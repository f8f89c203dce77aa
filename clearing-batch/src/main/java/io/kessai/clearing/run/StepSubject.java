package io.kessai.clearing.run;

import java.util.OptionalLong;

/**
 * What is done on what.
 *
 * @param file the clearing file, where the step is about one
 */
public record StepSubject(StepName step, OptionalLong file, Shard shard) {

    /** A step that is about no file in particular. */
    public static StepSubject of(StepName step) {
        return new StepSubject(step, OptionalLong.empty(), Shard.WHOLE);
    }

    /** A step about a whole file. */
    public static StepSubject of(StepName step, long file) {
        return new StepSubject(step, OptionalLong.of(file), Shard.WHOLE);
    }

    /** A step about a shard of a file. */
    public static StepSubject of(StepName step, long file, Shard shard) {
        return new StepSubject(step, OptionalLong.of(file), shard);
    }

    /** Equal for what must not run twice at the same time; shown to people. */
    String lockName() {
        return isPart() ? wholeName() + " shard " + shard : wholeName();
    }

    /** The lock name of all shards together, which must not run while one of them does. */
    String wholeName() {
        StringBuilder name = new StringBuilder(step.command());
        file.ifPresent(id -> name.append(" of file ").append(id));
        return name.toString();
    }

    /** The lock name of the shards that the file may be shared with: those of the same count. */
    String siblingsName() {
        return wholeName() + " in " + shard.count() + " shards";
    }

    /** Whether it is about one shard of several. */
    boolean isPart() {
        return !shard.equals(Shard.WHOLE);
    }

    /**
     * Whether no other file may be done meanwhile. What reconcile calls a duplicate, and what is
     * left of an authorization, depends on the matches of all other files.
     */
    boolean isOneFileAtATime() {
        return step == StepName.RECONCILE && file.isPresent();
    }

    /** The lock name of the step for all files, where it does one at a time. */
    String turnsName() {
        return step.command() + " of one file at a time";
    }

    /** The lock name of its own file's turn. */
    String turnName() {
        return wholeName() + " in its turn";
    }
}
