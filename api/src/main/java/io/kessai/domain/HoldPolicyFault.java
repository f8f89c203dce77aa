package io.kessai.domain;

/** A line of a policy file is at fault; caught by {@link HoldPolicyParser#parse} alone. */
final class HoldPolicyFault extends Exception {
    private static final long serialVersionUID = 1;

    private final transient HoldPolicyError error;

    HoldPolicyFault(int line, String rule, String remedy) {
        this.error = new HoldPolicyError(line, rule, remedy);
    }

    HoldPolicyError error() {
        return error;
    }
}
