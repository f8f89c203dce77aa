package io.kessai.ipm;

/** What a layout file turned out to be. */
public sealed interface ParsedLayout permits IpmLayout, LayoutError {}
