package dev.tributary.transport.journal;

import dev.tributary.core.wire.Description;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Join;
import dev.tributary.core.wire.LinkAnswer;
import dev.tributary.core.wire.MalformedMessageException;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.Signal;
import dev.tributary.core.wire.SignalCodec;
import dev.tributary.core.wire.SignalKind;
import java.util.Arrays;

/**
 * Messages without what a journal must not hold and no decision depends on: tokens, lasting
 * identities, credentials.
 */
final class Masked {
    private static final PeerId NOBODY = new PeerId(0, 0);

    private Masked() {}

    /** Returns a message to, or for, a viewer: a viewer looks into no blob. */
    static Message viewers(Message message) {
        if (message instanceof Signal signal) {
            Payload blob = signal.blob();
            Payload stand = Digest.stand(Digest.of(blob), blob.length());
            return new Signal(signal.session(), signal.attempt(), signal.kind(), stand);
        }
        return common(message);
    }

    /**
     * Returns a message to a tracker, which looks at fingerprint and addresses of a description but
     * not at its credentials.
     */
    static Message trackers(Message message) {
        if (message instanceof Signal signal) {
            Payload blob = withoutCredentials(signal.kind(), signal.blob());
            return new Signal(signal.session(), signal.attempt(), signal.kind(), blob);
        }
        return common(message);
    }

    /** Returns an effect as it is hashed and put into words: lengths instead of blobs. */
    static Message effect(Message message) {
        if (message instanceof Signal signal) {
            Payload blob = Payload.ofLength(signal.blob().length());
            return new Signal(signal.session(), signal.attempt(), signal.kind(), blob);
        }
        return common(message);
    }

    private static Message common(Message message) {
        if (message instanceof Join join) {
            Payload token = Payload.ofLength(join.token().length());
            return new Join(join.stream(), NOBODY, join.capabilities(), token);
        }
        if (message instanceof LinkAnswer answer) {
            return new LinkAnswer(
                    answer.tracker(),
                    Payload.ofLength(answer.token().length()),
                    Payload.ofLength(LinkAnswer.KEY_BYTES),
                    answer.settings());
        }
        if (message instanceof GetLink question) {
            Payload none = Payload.ofLength(GetLink.FINGERPRINT_BYTES);
            return new GetLink(question.stream(), none);
        }
        return message;
    }

    private static Payload withoutCredentials(SignalKind kind, Payload blob) {
        if (kind != SignalKind.OFFER && kind != SignalKind.ANSWER) {
            return blob;
        }
        try {
            Description said = SignalCodec.description(blob);
            return SignalCodec.encode(
                    new Description(
                            said.fingerprint(),
                            letters(said.ufrag().length()),
                            letters(said.password().length()),
                            said.active(),
                            said.messageMax(),
                            said.candidates()));
        } catch (MalformedMessageException e) {
            return blob; // The tracker drops it for what it is.
        }
    }

    private static Payload letters(int length) {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) 'x');
        return Payload.of(text);
    }
}
