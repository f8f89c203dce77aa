package io.kessai.clearing.run;

import java.sql.SQLException;

/** What a step does, under its lock. */
@FunctionalInterface
public interface StepWork {

    /**
     * @param progress told how far it is
     * @return what was done
     */
    Counters run(StepProgress progress) throws SQLException;
}
