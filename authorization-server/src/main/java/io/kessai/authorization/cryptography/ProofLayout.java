package io.kessai.authorization.cryptography;

import java.util.Optional;

/**
 * Where the programme's cards and messages have their proofs.
 *
 * @param application what the chips run
 * @param trackValueAt where in the discretionary data of track 2 the CVV starts, from 1
 * @param pinReferenceAt where the PVV with its key index, or the offset, starts
 * @param pinMethod which of the two it is
 * @param printedValueRequired whether a number that no terminal read needs its CVV2
 * @param cavv empty where no CAVV is verified
 */
record ProofLayout(
        CryptogramVersion.Application application,
        int trackValueAt,
        int pinReferenceAt,
        PinMethod pinMethod,
        boolean printedValueRequired,
        Optional<CavvLayout> cavv) {}
