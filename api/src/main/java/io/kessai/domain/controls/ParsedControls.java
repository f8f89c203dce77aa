package io.kessai.domain.controls;

/** What a text gives: rules, or the first line that keeps them from being some. */
public sealed interface ParsedControls permits ControlRules, ControlsError {}
