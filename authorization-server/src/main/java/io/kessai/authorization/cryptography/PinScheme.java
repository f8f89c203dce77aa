package io.kessai.authorization.cryptography;

/** How the programme's PINs are sent and verified. */
record PinScheme(PinMethod method, PinBlockFormat format, PinOffset offset) {}
