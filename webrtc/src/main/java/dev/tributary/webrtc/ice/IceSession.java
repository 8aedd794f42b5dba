package dev.tributary.webrtc.ice;

import dev.tributary.webrtc.stun.StunAttribute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** What all parts of an agent share: configuration, credentials, role, bases, counts. */
final class IceSession {
    final IceConfig config;
    final IceTimings timings;
    final IntSupplier entropy;
    final Gate output;
    final IceParameters local;
    final byte[] localKey;
    final List<Base> bases = new ArrayList<>();

    private final long[] counts = new long[IceCount.values().length];
    private Optional<IceParameters> remote = Optional.empty();
    private byte[] remoteKey = {};
    private boolean controlling;
    private long tieBreaker;

    IceSession(IceConfig config, boolean controlling, IntSupplier entropy, IceOutput output) {
        this.config = config;
        this.timings = config.timings();
        this.entropy = entropy;
        this.output = new Gate(output);
        this.local = IceParameters.random(entropy);
        this.localKey = key(local);
        this.controlling = controlling;
        drawTieBreaker();
    }

    Optional<IceParameters> remote() {
        return remote;
    }

    void remote(IceParameters parameters) {
        remote = Optional.of(parameters);
        remoteKey = key(parameters);
    }

    /** The key of checks we send; only valid once the peer's credentials are known. */
    byte[] remoteKey() {
        return remoteKey;
    }

    boolean isControlling() {
        return controlling;
    }

    long tieBreaker() {
        return tieBreaker;
    }

    int roleAttribute() {
        return controlling ? StunAttribute.ICE_CONTROLLING : StunAttribute.ICE_CONTROLLED;
    }

    void switchRole() {
        controlling = !controlling;
    }

    void drawTieBreaker() {
        long high = entropy.getAsInt();
        tieBreaker = (high << 32) | (entropy.getAsInt() & 0xffff_ffffL);
    }

    void count(IceCount what) {
        counts[what.ordinal()]++;
    }

    long counted(IceCount what) {
        return counts[what.ordinal()];
    }

    /** The base of that number; the host knows no others. */
    Base base(int number) {
        for (Base base : bases) {
            if (base.number() == number) {
                return base;
            }
        }
        throw new IllegalArgumentException("no base " + number);
    }

    private static byte[] key(IceParameters parameters) {
        return parameters.pwd().getBytes(StandardCharsets.US_ASCII);
    }
}
