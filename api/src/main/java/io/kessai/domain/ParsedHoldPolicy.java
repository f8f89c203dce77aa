package io.kessai.domain;

/** What a policy file gives: the policy, or the first line that keeps it from being one. */
public sealed interface ParsedHoldPolicy permits HoldPolicy, HoldPolicyError {}
