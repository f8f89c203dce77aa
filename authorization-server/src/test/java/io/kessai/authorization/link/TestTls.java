package io.kessai.authorization.link;

import io.kessai.authorization.link.TestAuthority.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The TLS of the network's end of a link, from PEM files. */
final class TestTls {
    private static final char[] NO_PASSWORD = new char[0];

    private TestTls() {}

    /**
     * @param trusted the authority whose certificates are accepted
     * @param identity what the network shows, whatever it is asked for
     */
    static SSLContext context(Path trusted, Optional<Identity> identity)
            throws IOException, GeneralSecurityException {
        KeyStore authorities = emptyStore();
        authorities.setCertificateEntry("authority", certificate(trusted));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(authorities);
        KeyStore own = emptyStore();
        if (identity.isPresent()) {
            own.setKeyEntry(
                    "own",
                    key(identity.get().key()),
                    NO_PASSWORD,
                    new Certificate[] {certificate(identity.get().certificate())});
        }
        // "NewSunX509" would look for a certificate of the authorities the server names and send
        // none of another's: this one is sent whatever it is.
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(own, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Certificate certificate(Path pem) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private static PrivateKey key(Path pem) throws IOException, GeneralSecurityException {
        String body = Files.readString(pem).replaceAll("-----[^-]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    }
}
