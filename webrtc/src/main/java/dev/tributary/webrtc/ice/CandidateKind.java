package dev.tributary.webrtc.ice;

/** How a candidate address was learnt (RFC 8445 section 5.1.1), with its SDP name. */
public enum CandidateKind {
    HOST("host", 126),
    PEER_REFLEXIVE("prflx", 110),
    SERVER_REFLEXIVE("srflx", 100),
    RELAYED("relay", 0);

    private static final int LOCAL_PREFERENCE_MAX = 65_535;

    /** The one component of a data-channel transport, as its part of a priority. */
    private static final int COMPONENT_PART = 256 - 1;

    private final String token;
    private final int typePreference;

    CandidateKind(String token, int typePreference) {
        this.token = token;
        this.typePreference = typePreference;
    }

    String token() {
        return token;
    }

    /**
     * The candidate priority of RFC 8445 section 5.1.2.1; {@code localPreference} is 0 to 65,535.
     */
    public long priority(int localPreference) {
        if (localPreference < 0 || localPreference > LOCAL_PREFERENCE_MAX) {
            throw new IllegalArgumentException("local preference " + localPreference);
        }
        return ((long) typePreference << 24) | ((long) localPreference << 8) | COMPONENT_PART;
    }
}
