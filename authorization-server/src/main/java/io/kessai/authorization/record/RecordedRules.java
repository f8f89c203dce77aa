package io.kessai.authorization.record;

import io.kessai.authorization.decide.Decider;
import io.kessai.domain.controls.ControlRules;
import io.kessai.domain.controls.Window;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The hold policies and controls that journaled decisions were made by. */
final class RecordedRules {

    private final Map<Integer, Decider> deciders = new HashMap<>();
    private final Map<Long, ControlRules> controls;

    private RecordedRules(Map<Long, ControlRules> controls) {
        this.controls = controls;
    }

    static RecordedRules load(Connection connection) throws SQLException {
        RecordedRules rules = new RecordedRules(ControlsTable.all(connection));
        HoldPolicyTable.all(connection)
                .forEach((version, policy) -> rules.deciders.put(version, new Decider(policy)));
        return rules;
    }

    /**
     * @throws IllegalArgumentException if no server has kept a policy of that version
     */
    Decider decider(int policyVersion) {
        return Optional.ofNullable(deciders.get(policyVersion))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "hold policy " + policyVersion + " unknown"));
    }

    /**
     * @throws IllegalArgumentException if nobody has set controls of that id
     */
    ControlRules controls(long id) {
        return Optional.ofNullable(controls.get(id))
                .orElseThrow(() -> new IllegalArgumentException("controls " + id + " unknown"));
    }

    /** Whether any controls ever set look at what was used before. */
    boolean measureUsage() {
        return controls.values().stream().anyMatch(ControlRules::measuresUsage);
    }

    /** The longest window that rolls; zero where none does. */
    Duration longestRolling() {
        return controls.values().stream()
                .flatMap(rules -> rules.rollingWindows().stream())
                .map(Window.Rolling::length)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
