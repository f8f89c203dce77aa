package io.kessai.clearing.audit;

import io.kessai.domain.Pan;
import io.kessai.domain.PanToken;
import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where the audit finds the key that makes tokens. It opens no sealed number. */
final class TokenKeys {
    private static final String TOKEN_KEY = "KESSAI_VAULT_TOKEN_KEY";

    /** A vault wants a sealing key; the audit seals nothing, so it is given one of zeros. */
    private static final String NO_SEALING_KEY = "1=" + "00".repeat(32);

    private TokenKeys() {}

    /**
     * Makes tokens with the key of the environment or, where asked for, of the local profile; empty
     * where there is none.
     *
     * @throws IllegalArgumentException naming what is wrong with the key, never its content
     */
    static Optional<Function<Pan, PanToken>> find(
            boolean developmentKeys, Map<String, String> environment) {
        if (developmentKeys) {
            return Optional.of(new PanVault(VaultKeys.development())::token);
        }
        return Optional.ofNullable(environment.get(TOKEN_KEY))
                .filter(key -> !key.isBlank())
                .map(key -> new PanVault(VaultKeys.parse(key, NO_SEALING_KEY, 1))::token);
    }
}
