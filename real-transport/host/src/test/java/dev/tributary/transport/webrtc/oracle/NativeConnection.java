package dev.tributary.transport.webrtc.oracle;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.tributary.webrtc.oracle.Oracle.Message;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A connection of libwebrtc with the two channels of a link. */
final class NativeConnection implements PeerConnectionObserver {
    private static final int GATHERING_SECONDS = 10;

    private final BiConsumer<String, String> out;
    private final CountDownLatch gathered = new CountDownLatch(1);
    private final RTCPeerConnection connection;
    private final Map<String, NativeChannel> channels;

    NativeConnection(PeerConnectionFactory factory, BiConsumer<String, String> out) {
        this.out = out;
        connection = factory.createPeerConnection(new RTCConfiguration(), this);
        channels = Map.of("ctl", channel("ctl", 0, true), "data", channel("data", 1, false));
    }

    private NativeChannel channel(String label, int id, boolean ordered) {
        RTCDataChannelInit init = new RTCDataChannelInit();
        init.negotiated = true;
        init.id = id;
        init.ordered = ordered;
        return new NativeChannel(connection.createDataChannel(label, init), out);
    }

    /** Does what a message asks for. */
    void obey(Message message) throws Exception {
        switch (message.kind()) {
            case "make-offer" -> describe(RTCSdpType.OFFER);
            case "offer" -> {
                learn(RTCSdpType.OFFER, message.body());
                describe(RTCSdpType.ANSWER);
            }
            case "answer" -> learn(RTCSdpType.ANSWER, message.body());
            case "send" -> {
                String[] words = message.body().split(" ", 3);
                int count = Integer.parseInt(words[1]);
                channels.get(words[0]).send(count, Integer.parseInt(words[2]));
            }
            case "close" -> connection.close();
            default -> throw new IllegalArgumentException("unknown");
        }
    }

    private void learn(RTCSdpType type, String sdp) throws Exception {
        Completion done = new Completion();
        connection.setRemoteDescription(new RTCSessionDescription(type, sdp), done);
        done.await();
    }

    /** Candidates are in the description when it is sent: nothing needs to trickle. */
    private void describe(RTCSdpType type) throws Exception {
        Completion made = new Completion();
        if (type == RTCSdpType.OFFER) {
            connection.createOffer(new RTCOfferOptions(), made);
        } else {
            connection.createAnswer(new RTCAnswerOptions(), made);
        }
        Completion set = new Completion();
        connection.setLocalDescription(made.await(), set);
        set.await();
        if (!gathered.await(GATHERING_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still gathering");
        }
        out.accept(
                type == RTCSdpType.OFFER ? "offer" : "answer",
                connection.getLocalDescription().sdp);
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        out.accept("candidate", candidate.sdp);
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
        if (state == RTCIceGatheringState.COMPLETE) {
            gathered.countDown();
        }
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
        out.accept("connection", state.toString());
    }
}
