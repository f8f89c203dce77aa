package io.kessai.domain.controls;

/** What a file of controls gives: its sections, or the first line that keeps it from having any. */
public sealed interface ParsedControlsFile permits ControlsFile, ControlsError {}
