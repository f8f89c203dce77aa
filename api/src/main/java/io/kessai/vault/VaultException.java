package io.kessai.vault;

import io.kessai.domain.ErrorCode;
import io.kessai.domain.OperatingException;

/**
 * A stored card number could not be opened: its key is not configured, or it is not what was sealed
 * for this token.
 */
public final class VaultException extends OperatingException {
    private static final long serialVersionUID = 1L;

    VaultException(ErrorCode code, String message) {
        super(code, message);
    }
}
