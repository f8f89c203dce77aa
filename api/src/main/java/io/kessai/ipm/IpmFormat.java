package io.kessai.ipm;

/** What a file looks like on the medium: found out by {@link IpmReader}, chosen for a writer. */
public record IpmFormat(IpmEncoding encoding, IpmFraming framing) {}
