package dev.tributary.webrtc.dtls;

/** What a server needs of a ClientHello that offers this profile, among whatever else. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ClientHello(byte[] random, boolean hasRenegotiationInfo, boolean hasPointFormats) {

    /** Reads extensions in any number and order; the message limits how many there can be. */
    private static final class Extensions {
        boolean group;
        boolean signature;
        boolean masterSecret;
        boolean version = true;
        boolean renegotiation;
        boolean pointFormats;

        void read(int type, WireReader content) throws HandshakeException {
            switch (type) {
                case Wire.SUPPORTED_GROUPS ->
                        group = content.vector(content.u16()).hasCode(Wire.SECP256R1);
                case Wire.SIGNATURE_ALGORITHMS ->
                        signature =
                                content.vector(content.u16()).hasCode(Wire.ECDSA_SECP256R1_SHA256);
                case Wire.SUPPORTED_VERSIONS ->
                        version = content.vector(content.u8()).hasCode(Wire.VERSION_1_2);
                case Wire.EXTENDED_MASTER_SECRET -> masterSecret = true;
                case Wire.RENEGOTIATION_INFO -> renegotiation = true;
                case Wire.EC_POINT_FORMATS -> pointFormats = true;
                default -> {}
            }
        }

        void check() throws HandshakeException {
            if (!group || !signature || !masterSecret || !version) {
                throw HandshakeException.ignore("a ClientHello without this profile");
            }
        }
    }

    static ClientHello read(WireReader reader) throws HandshakeException {
        if (reader.u16() != Wire.VERSION_1_2) {
            throw HandshakeException.ignore("a ClientHello of another version");
        }
        byte[] random = reader.take(Wire.RANDOM_BYTES);
        reader.take(reader.u8());
        reader.take(reader.u8());
        boolean offersSuite = false;
        boolean signalsRenegotiation = false;
        for (WireReader suites = reader.vector(reader.u16()); suites.hasMore(); ) {
            int suite = suites.u16();
            offersSuite |= suite == Wire.ECDHE_ECDSA_AES_128_GCM_SHA256;
            signalsRenegotiation |= suite == Wire.EMPTY_RENEGOTIATION_INFO_SCSV;
        }
        boolean offersNoCompression = false;
        for (byte method : reader.take(reader.u8())) {
            offersNoCompression |= method == 0;
        }
        if (!offersSuite || !offersNoCompression) {
            throw HandshakeException.ignore("a ClientHello without this suite");
        }
        Extensions extensions = new Extensions();
        WireReader all = reader.vector(reader.u16());
        reader.expectEnd();
        while (all.hasMore()) {
            extensions.read(all.u16(), all.vector(all.u16()));
        }
        extensions.check();
        return new ClientHello(
                random, signalsRenegotiation || extensions.renegotiation, extensions.pointFormats);
    }
}
