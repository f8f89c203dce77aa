package io.kessai.local.run;

import io.kessai.vault.PanVault;
import io.kessai.vault.VaultKeys;
import java.util.Map;

/** The vault that a local server opens: the configured keys, else the development ones. */
public final class LocalVault {
    private static final String TOKEN_KEY = "KESSAI_VAULT_TOKEN_KEY";
    private static final String SEALING_KEYS = "KESSAI_VAULT_SEALING_KEYS";
    private static final String CURRENT_VERSION = "KESSAI_VAULT_CURRENT_VERSION";

    private LocalVault() {}

    public static PanVault open() {
        return new PanVault(keys(System.getenv()));
    }

    static VaultKeys keys(Map<String, String> environment) {
        String tokenKey = environment.getOrDefault(TOKEN_KEY, "");
        if (tokenKey.isBlank()) {
            return VaultKeys.development();
        }
        return VaultKeys.parse(
                tokenKey,
                environment.getOrDefault(SEALING_KEYS, ""),
                Integer.parseInt(environment.getOrDefault(CURRENT_VERSION, "1")));
    }
}
