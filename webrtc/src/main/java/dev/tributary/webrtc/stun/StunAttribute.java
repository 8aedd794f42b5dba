package dev.tributary.webrtc.stun;

/**
 * Attribute types that ICE and a Binding server need (RFC 8489 section 18.3, RFC 8445 section
 * 20.1).
 */
public final class StunAttribute {
    public static final int USERNAME = 0x0006;
    public static final int MESSAGE_INTEGRITY = 0x0008;
    public static final int ERROR_CODE = 0x0009;
    public static final int UNKNOWN_ATTRIBUTES = 0x000a;
    public static final int XOR_MAPPED_ADDRESS = 0x0020;
    public static final int PRIORITY = 0x0024;
    public static final int USE_CANDIDATE = 0x0025;
    public static final int FINGERPRINT = 0x8028;
    public static final int ICE_CONTROLLED = 0x8029;
    public static final int ICE_CONTROLLING = 0x802a;

    /** Deprecated by XOR-MAPPED-ADDRESS; old servers still send it, so it is known but unused. */
    static final int MAPPED_ADDRESS = 0x0001;

    /**
     * What servers of RFC 3489 (section 11.2) add to every answer, beside the address that we ask
     * for: known and unused as well, since RFC 8489 would have their answers discarded.
     */
    static final int SOURCE_ADDRESS = 0x0004;

    static final int CHANGED_ADDRESS = 0x0005;

    private StunAttribute() {}

    /** Whether a receiver that does not know this type must refuse the message. */
    static boolean isRequired(int type) {
        return type < 0x8000;
    }

    static boolean isKnown(int type) {
        return switch (type) {
            case MAPPED_ADDRESS,
                            SOURCE_ADDRESS,
                            CHANGED_ADDRESS,
                            USERNAME,
                            MESSAGE_INTEGRITY,
                            ERROR_CODE,
                            UNKNOWN_ATTRIBUTES,
                            XOR_MAPPED_ADDRESS,
                            PRIORITY,
                            USE_CANDIDATE,
                            FINGERPRINT,
                            ICE_CONTROLLED,
                            ICE_CONTROLLING ->
                    true;
            default -> false;
        };
    }
}
