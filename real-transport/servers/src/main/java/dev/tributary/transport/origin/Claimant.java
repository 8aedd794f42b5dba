package dev.tributary.transport.origin;

/** Somebody who wants to publish a stream; hears one of the first two, once. */
interface Claimant {
    /** The stream is the claimant's until the source ends, or is replaced. */
    void admitted(OriginStream.Source source);

    /** The claim is refused, and counted. */
    void refused(Refusal refusal);

    /** Another has taken the place of the claimant's source, or the origin stops. */
    void replaced();
}
