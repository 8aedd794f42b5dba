package dev.tributary.core.wire;

import java.util.ArrayList;
import java.util.List;

/** The blobs of {@link Signal}: descriptions and candidates; canonical as {@link MessageCodec}. */
public final class SignalCodec {
    private static final Candidate.Kind[] KINDS = Candidate.Kind.values();

    /** Kind, length and four bytes of address, port, priority and foundation. */
    private static final int CANDIDATE_BYTES_MIN = 9;

    private SignalCodec() {}

    /** Returns the blob of an offer or answer. */
    public static Payload encode(Description description) {
        byte[] target = new byte[description.wireBytes()];
        WireWriter out = new WireWriter(target, 0);
        out.tail(description.fingerprint());
        out.blob(description.ufrag());
        out.blob(description.password());
        out.flag(description.active());
        out.varint(description.messageMax());
        out.varint(description.candidates().size());
        for (Candidate candidate : description.candidates()) {
            write(candidate, out);
        }
        return Payload.of(target);
    }

    /** Returns the blob of a candidate. */
    public static Payload encode(Candidate candidate) {
        byte[] target = new byte[candidate.wireBytes()];
        write(candidate, new WireWriter(target, 0));
        return Payload.of(target);
    }

    /**
     * Reads the blob of an offer or answer.
     *
     * @throws MalformedMessageException when it is none; the only exception that bytes can cause
     */
    public static Description description(Payload blob) throws MalformedMessageException {
        WireReader in = reader(blob);
        Payload fingerprint = in.bytes("fingerprint", GetLink.FINGERPRINT_BYTES);
        Payload ufrag = iceChars(in, "ufrag", 4, 32);
        Payload password = iceChars(in, "password", 22, 64);
        boolean active = in.flag("active");
        int messageMax = in.varint("messageMax", 1, Integer.MAX_VALUE);
        int count = in.count("candidates", Description.CANDIDATES_MAX, CANDIDATE_BYTES_MIN);
        List<Candidate> candidates = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            candidates.add(read(in));
        }
        in.finish();
        return new Description(fingerprint, ufrag, password, active, messageMax, candidates);
    }

    /**
     * Reads the blob of a candidate.
     *
     * @throws MalformedMessageException when it is none; the only exception that bytes can cause
     */
    public static Candidate candidate(Payload blob) throws MalformedMessageException {
        WireReader in = reader(blob);
        Candidate candidate = read(in);
        in.finish();
        return candidate;
    }

    private static WireReader reader(Payload blob) {
        byte[] bytes = new byte[blob.length()];
        blob.copyTo(bytes, 0);
        return new WireReader(bytes, 0, bytes.length, null);
    }

    private static Payload iceChars(WireReader in, String what, int low, int high)
            throws MalformedMessageException {
        Payload text = in.blob(what, high);
        if (!Description.iceChars(text, low, high)) {
            throw in.malformed(what + " of " + low + ".." + high + " ice-chars before");
        }
        return text;
    }

    private static void write(Candidate candidate, WireWriter out) {
        out.varint(candidate.kind().ordinal());
        out.blob(candidate.address());
        out.varint(candidate.port());
        out.varint(candidate.priority());
        out.varint(candidate.foundation());
    }

    private static Candidate read(WireReader in) throws MalformedMessageException {
        Candidate.Kind kind = in.oneOf("candidate kind", KINDS);
        Payload address = in.blob("address", 16);
        if (address.length() != 4 && address.length() != 16) {
            throw in.malformed("an address of 4 or 16 bytes before");
        }
        int port = in.varint("port", 1, 65_535);
        int priority = in.varint("priority", 1, Integer.MAX_VALUE);
        return new Candidate(
                kind, address, port, priority, in.varint("foundation", 0, Integer.MAX_VALUE));
    }
}
