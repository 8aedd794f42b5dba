package dev.tributary.webrtc.sctp;

/**
 * Everything an {@link SctpAssociation} can ask of the world.
 *
 * <p>Called only while an input of the association is on the stack. Except for {@link #packet}, an
 * implementation may call the association back: it is consistent then.
 */
public interface SctpOutput {
    /** To DTLS. The bytes are reused: valid during the call only, in which there is no way back. */
    void packet(byte[] bytes, int offset, int length);

    /** The association is established. */
    void connected();

    /** A channel of ours was accepted, a pre-negotiated one is usable, or the peer opened one. */
    void channelOpen(int id, String label, String protocol);

    /** A whole message; the array is the receiver's to keep. */
    void message(int id, byte[] payload, boolean binary);

    /** The channel is gone; its id may be used again. */
    void channelClosed(int id);

    /** What is buffered fell to the threshold, or there is room again after a refused send. */
    void bufferedAmountLow(int id);

    /** The association is over, with all its channels; nothing follows. */
    void closed(SctpCloseReason reason);
}
