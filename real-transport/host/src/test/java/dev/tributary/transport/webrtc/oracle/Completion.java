package dev.tributary.transport.webrtc.oracle;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The end of a step of libwebrtc's negotiation. */
final class Completion implements CreateSessionDescriptionObserver, SetSessionDescriptionObserver {
    private static final int SECONDS = 10;

    private final CompletableFuture<RTCSessionDescription> result = new CompletableFuture<>();

    /** Returns the description of a step that makes one, else null. */
    RTCSessionDescription await() throws Exception {
        return result.get(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void onSuccess(RTCSessionDescription description) {
        result.complete(description);
    }

    @Override
    public void onSuccess() {
        result.complete(null);
    }

    @Override
    public void onFailure(String error) {
        result.completeExceptionally(new IllegalStateException(error));
    }
}
