package dev.tributary.transport.origin;

/**
 * Why somebody may not publish.
 *
 * @param status of an HTTP answer
 * @param reason a word of ours to count by
 * @param description for whoever reads it, printable ASCII of 80 characters or a few more
 */
record Refusal(int status, String reason, String description) {
    static final Refusal NO_STREAM =
            new Refusal(404, "no_such_stream", "this origin has no stream of that key");
    static final Refusal BAD_SECRET =
            new Refusal(403, "bad_push_secret", "the secret is missing or wrong");
    static final Refusal TAKEN =
            new Refusal(409, "has_a_publisher", "somebody else publishes this stream");

    /** Returns what the publisher reads. */
    String text() {
        return reason + ": " + description;
    }
}
