package dev.tributary.webrtc.dtls;

/** Code points of RFC 5246, 6347, 7627, 8422 and the IANA TLS registries. */
final class Wire {
    static final int VERSION_1_2 = 0xfefd;
    static final int VERSION_1_0 = 0xfeff;

    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;

    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int HELLO_VERIFY_REQUEST = 3;
    static final int CERTIFICATE = 11;
    static final int SERVER_KEY_EXCHANGE = 12;
    static final int CERTIFICATE_REQUEST = 13;
    static final int SERVER_HELLO_DONE = 14;
    static final int CERTIFICATE_VERIFY = 15;
    static final int CLIENT_KEY_EXCHANGE = 16;
    static final int FINISHED = 20;

    static final int SUPPORTED_GROUPS = 10;
    static final int EC_POINT_FORMATS = 11;
    static final int SIGNATURE_ALGORITHMS = 13;
    static final int EXTENDED_MASTER_SECRET = 23;
    static final int SUPPORTED_VERSIONS = 43;
    static final int RENEGOTIATION_INFO = 0xff01;

    static final int ECDHE_ECDSA_AES_128_GCM_SHA256 = 0xc02b;
    static final int EMPTY_RENEGOTIATION_INFO_SCSV = 0x00ff;
    static final int SECP256R1 = 23;
    static final int ECDSA_SECP256R1_SHA256 = 0x0403;
    static final int ECDSA_SIGN = 64;

    static final int ALERT_WARNING = 1;
    static final int ALERT_FATAL = 2;
    static final int CLOSE_NOTIFY = 0;
    static final int BAD_CERTIFICATE = 42;
    static final int DECRYPT_ERROR = 51;

    static final int RECORD_HEADER_BYTES = 13;
    static final int HANDSHAKE_HEADER_BYTES = 12;
    static final int RANDOM_BYTES = 32;

    private Wire() {}
}
