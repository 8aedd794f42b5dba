package dev.tributary.transport.edge.client;

import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.ResponseSink;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;
import java.util.Base64;

/** A short answer with the origin's signature beside it. */
final class SignedAnswer implements ResponseSink {
    private final Taker taker;
    private final int lengthMax;
    private byte[] message = {};
    private byte[] signature = {};
    private BaseUrl from;
    private boolean good;
    private String trouble = "";

    /** Takes the answer. */
    interface Taker {
        /**
         * The answer, or that there is none.
         *
         * @param message null when there is none
         */
        void answer(BaseUrl from, byte[] message, byte[] signature);
    }

    SignedAnswer(int lengthMax, Taker taker) {
        this.lengthMax = lengthMax;
        this.taker = taker;
    }

    /** Returns why there is no answer. */
    String trouble() {
        return trouble;
    }

    @Override
    public void head(BaseUrl base, int status, HttpHeaders headers) {
        from = base;
        good = status == 200;
        trouble = good ? "an answer that is no signed one of a stream" : "status " + status;
        try {
            signature = Base64.getUrlDecoder().decode(headers.get(EdgeApi.SIGNATURE, ""));
        } catch (IllegalArgumentException e) {
            good = false;
        }
    }

    @Override
    public void bytes(ByteBuf bytes) {
        int count = bytes.readableBytes();
        good &= count <= lengthMax - message.length;
        if (good) {
            message = Arrays.copyOf(message, message.length + count);
            bytes.readBytes(message, message.length - count, count);
        }
    }

    @Override
    public void end() {
        taker.answer(from, good ? message : null, signature);
    }

    @Override
    public void failed(String reason) {
        trouble = reason;
        taker.answer(from, null, signature);
    }
}
