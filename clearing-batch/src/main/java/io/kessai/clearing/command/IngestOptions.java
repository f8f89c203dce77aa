package io.kessai.clearing.command;

import picocli.CommandLine.Option;

/** What may be ingested here. */
public final class IngestOptions {

    @Option(
            names = "--accept-test-files",
            defaultValue = "${env:KESSAI_ACCEPT_TEST_FILES:-false}",
            description =
                    "Accept files marked as tests; default KESSAI_ACCEPT_TEST_FILES, then no.")
    private boolean acceptsTestFiles;

    /** Never in production. */
    public boolean acceptsTestFiles() {
        return acceptsTestFiles;
    }
}
