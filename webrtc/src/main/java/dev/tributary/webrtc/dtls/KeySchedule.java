package dev.tributary.webrtc.dtls;

import java.util.Arrays;

/** Keys of one handshake (RFC 5246 6.3 and 8.1, RFC 7627 4). */
final class KeySchedule {
    static final int VERIFY_BYTES = 12;

    private static final int MASTER_BYTES = 48;
    private static final int KEY_BYTES = 16;
    private static final int SALT_BYTES = 4;

    private final byte[] master;
    private final byte[] block;

    KeySchedule(byte[] agreed, byte[] sessionHash, byte[] clientRandom, byte[] serverRandom) {
        master = Crypto.prf(agreed, "extended master secret", sessionHash, MASTER_BYTES);
        byte[] seed = new WireWriter().bytes(serverRandom).bytes(clientRandom).toBytes();
        block = Crypto.prf(master, "key expansion", seed, 2 * (KEY_BYTES + SALT_BYTES));
    }

    /** What protects the records that the client (or else the server) writes. */
    RecordProtection protection(boolean client) {
        int key = client ? 0 : KEY_BYTES;
        int salt = 2 * KEY_BYTES + (client ? 0 : SALT_BYTES);
        return new RecordProtection(
                Arrays.copyOfRange(block, key, key + KEY_BYTES),
                Arrays.copyOfRange(block, salt, salt + SALT_BYTES));
    }

    /** The content of the client's (or else the server's) Finished. */
    byte[] verifyData(boolean client, Transcript transcript) {
        String label = client ? "client finished" : "server finished";
        return Crypto.prf(master, label, transcript.hash(), VERIFY_BYTES);
    }
}
