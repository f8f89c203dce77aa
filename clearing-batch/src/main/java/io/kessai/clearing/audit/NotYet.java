package io.kessai.clearing.audit;

/** A rule of tables that do not exist yet. */
record NotYet(Invariant invariant, String rule, String why) implements Check {
    @Override
    public CheckResult run(AuditSession session) {
        return CheckResult.notApplicable(invariant, rule, why);
    }
}
