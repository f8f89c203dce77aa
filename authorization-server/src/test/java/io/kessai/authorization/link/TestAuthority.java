package io.kessai.authorization.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A certificate authority of the suite's own: writes PEM files of certificates (RFC 5280, ECDSA
 * P-256) that it has signed. The JDK reads certificates but has no public means to write them.
 */
final class TestAuthority {
    private static final String ECDSA_WITH_SHA256 = "300A06082A8648CE3D040302";
    private static final String COMMON_NAME = "0603550403";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String name;
    private final KeyPair keys = newKeys();
    private long lastSerial;

    /** A certificate and its key, as files. */
    record Identity(Path certificate, Path key) {}

    TestAuthority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** The authority's own certificate. */
    Path certificate() throws IOException, GeneralSecurityException {
        Instant now = Instant.now();
        return write(
                name + "-ca.pem",
                "CERTIFICATE",
                sign(name, keys, now.minusSeconds(3600), now.plusSeconds(86_400), true));
    }

    /** An identity for 127.0.0.1 that is valid for the given time. */
    Identity identity(String subject, Instant from, Instant until)
            throws IOException, GeneralSecurityException {
        KeyPair own = newKeys();
        return new Identity(
                write(subject + ".pem", "CERTIFICATE", sign(subject, own, from, until, false)),
                write(subject + "-key.pem", "PRIVATE KEY", own.getPrivate().getEncoded()));
    }

    /** An identity that is valid today. */
    Identity identity(String subject) throws IOException, GeneralSecurityException {
        Instant now = Instant.now();
        return identity(subject, now.minusSeconds(3600), now.plusSeconds(86_400));
    }

    private byte[] sign(String subject, KeyPair own, Instant from, Instant until, boolean authority)
            throws GeneralSecurityException {
        byte[] toBeSigned =
                der(
                        0x30,
                        der(0xA0, der(0x02, new byte[] {2})),
                        der(0x02, BigInteger.valueOf(++lastSerial).toByteArray()),
                        hex(ECDSA_WITH_SHA256),
                        distinguishedName(name),
                        der(0x30, time(from), time(until)),
                        distinguishedName(subject),
                        own.getPublic().getEncoded(),
                        der(0xA3, der(0x30, authority ? basicConstraints() : alternativeName())));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(toBeSigned);
        return der(
                0x30, toBeSigned, hex(ECDSA_WITH_SHA256), der(0x03, new byte[1], signature.sign()));
    }

    /** Critical, CA:TRUE. */
    private static byte[] basicConstraints() {
        return der(0x30, hex("0603551D13"), hex("0101FF"), der(0x04, hex("30030101FF")));
    }

    /** The address 127.0.0.1. */
    private static byte[] alternativeName() {
        return der(0x30, hex("0603551D11"), der(0x04, hex("300687047F000001")));
    }

    private static byte[] distinguishedName(String commonName) {
        byte[] text = der(0x0C, commonName.getBytes(StandardCharsets.UTF_8));
        return der(0x30, der(0x31, der(0x30, hex(COMMON_NAME), text)));
    }

    private static byte[] time(Instant instant) {
        return der(0x18, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        // DER wants the shortest form of a length.
        if (length >= 0x100) {
            whole.write(0x82);
            whole.write(length >> 8);
        } else if (length >= 0x80) {
            whole.write(0x81);
        }
        whole.write(length);
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private Path write(String file, String kind, byte[] der) throws IOException {
        String body =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der);
        return Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
