package dev.tributary.transport.webrtc.oracle;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCDataChannelState;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/** A channel of libwebrtc, which sends back what comes. */
final class NativeChannel implements RTCDataChannelObserver {
    private final RTCDataChannel channel;
    private final String label;
    private final BiConsumer<String, String> out;

    NativeChannel(RTCDataChannel channel, BiConsumer<String, String> out) {
        this.channel = channel;
        this.label = channel.getLabel();
        this.out = out;
        channel.registerObserver(this);
    }

    /** Sends binary messages that carry their number in the first four bytes. */
    void send(int count, int bytes) throws Exception {
        for (int i = 0; i < count; i++) {
            channel.send(binary(ByteBuffer.wrap(new byte[bytes]).putInt(0, i)));
        }
    }

    private static RTCDataChannelBuffer binary(ByteBuffer data) {
        return new RTCDataChannelBuffer(data, true);
    }

    @Override
    public void onStateChange() {
        RTCDataChannelState state = channel.getState();
        if (state == RTCDataChannelState.OPEN) {
            out.accept("open", label);
        } else if (state == RTCDataChannelState.CLOSED) {
            out.accept("closed", label);
        }
    }

    @Override
    public void onMessage(RTCDataChannelBuffer message) {
        try {
            // The native bytes are ours during this call only.
            byte[] copy = new byte[message.data.remaining()];
            message.data.get(copy);
            channel.send(binary(ByteBuffer.wrap(copy)));
        } catch (Exception | Error e) {
            out.accept("error", label + " " + e);
        }
    }

    @Override
    public void onBufferedAmountChange(long before) {}
}
