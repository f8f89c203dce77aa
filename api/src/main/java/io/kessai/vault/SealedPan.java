package io.kessai.vault;

import io.kessai.domain.Pan;
import io.kessai.domain.PanAccess;
import io.kessai.domain.PanToken;

/**
 * A card number as a row of {@code cards} has it.
 *
 * @param token the token stored beside the ciphertext
 */
public record SealedPan(Ciphertext ciphertext, PanToken token) {

    /**
     * The card number, which shows itself to nobody: only a codec can write it out.
     *
     * @throws VaultException as {@link PanVault#open}
     */
    public Pan open(PanVault vault) {
        return vault.open(ciphertext, token, PanAccess.get());
    }
}
