/**
 * The PAN vault: the one place that sees the keys under which card numbers are found and stored.
 *
 * <p>A card number is found by a keyed token ({@link io.kessai.domain.PanToken}) and stored as an
 * authenticated {@link io.kessai.vault.Ciphertext}; the keys come from configuration and are never
 * printed. Read {@code PanVaultTest} first.
 */
package io.kessai.vault;
