package io.kessai.clearing.s3;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How S3 is reached: region, credentials and, for another server than AWS, the endpoint come from
 * where the SDK looks for them (AWS_REGION, the role of the task, AWS_ENDPOINT_URL_S3).
 */
public final class S3Connection {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private S3Connection() {}

    /**
     * The place, reached by a client of its own: a command uses one or two for as long as it runs.
     *
     * @throws OperatingException {@code CONFIGURATION_REFUSED} where region or endpoint are missing
     *     or wrong
     */
    public static S3Folder to(S3Location location) {
        try {
            return new S3Folder(client(), location);
        } catch (SdkException | IllegalArgumentException e) {
            throw new OperatingException(
                    ErrorCode.CONFIGURATION_REFUSED,
                    "cannot set up the connection to %s: %s; set AWS_REGION, and AWS_ENDPOINT_URL_S3 for another server than AWS"
                            .formatted(location, e.getMessage()),
                    e);
        }
    }

    private static S3Client client() {
        return S3Client.builder()
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                                .connectionTimeout(CONNECT_WITHIN)
                                .socketTimeout(ANSWER_WITHIN))
                .overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD))
                .build();
    }
}
