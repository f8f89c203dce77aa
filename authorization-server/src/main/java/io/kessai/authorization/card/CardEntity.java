package io.kessai.authorization.card;

import io.kessai.domain.CardStatus;
import io.kessai.domain.Pan;
import io.kessai.vault.Ciphertext;
import io.kessai.vault.PanVault;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/** A row of {@code cards}: only the status ever changes. The card number is in it sealed. */
@Entity
@Table(name = "cards")
class CardEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    long id;

    @Column(name = "account_id", updatable = false)
    long accountId;

    @Column(name = "issued_at", updatable = false)
    Instant issuedAt = Instant.EPOCH;

    @Column(name = "pan_key_version", updatable = false)
    short panKeyVersion;

    @Column(updatable = false)
    LocalDate expires = LocalDate.EPOCH;

    @Column(name = "pan_token", updatable = false)
    byte[] panToken = {};

    @Column(name = "pan_ciphertext", updatable = false)
    byte[] panCiphertext = {};

    @Column(name = "first_six", updatable = false)
    String firstSix = "";

    @Column(name = "last_four", updatable = false)
    String lastFour = "";

    String status = CardStatus.NOT_ACTIVATED.word();

    /** For Hibernate. */
    CardEntity() {}

    /** A new card, its number sealed by this vault. */
    CardEntity(long accountId, Pan pan, PanVault vault, LocalDate expires, Instant issuedAt) {
        Ciphertext sealed = vault.seal(pan);
        this.accountId = accountId;
        this.panKeyVersion = (short) sealed.keyVersion();
        this.panCiphertext = sealed.bytes();
        this.panToken = vault.token(pan).bytes();
        this.firstSix = pan.firstSix();
        this.lastFour = pan.lastFour();
        this.expires = expires;
        this.issuedAt = issuedAt;
    }

    CardStatus status() {
        return CardStatus.ofWord(status)
                .orElseThrow(() -> new IllegalStateException("unknown status in card " + id));
    }
}
