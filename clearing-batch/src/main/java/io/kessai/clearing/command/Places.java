package io.kessai.clearing.command;

import io.kessai.clearing.s3.S3Connection;
import io.kessai.clearing.s3.S3Folder;
import io.kessai.clearing.s3.S3Location;
import io.kessai.domain.OperatingException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Places in S3 as options name them. */
final class Places {

    private Places() {}

    /**
     * @throws ParameterException where it is none
     * @throws OperatingException {@code CONFIGURATION_REFUSED} where S3 cannot be reached as
     *     configured
     */
    static S3Folder inS3(String place, CommandSpec command) {
        try {
            return S3Connection.to(S3Location.of(place));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
