package dev.tributary.transport.edge.client;

import dev.tributary.core.wire.Data;

/** What an {@link EdgeClient} tells its owner, on the owner's event loop. */
public interface EdgeEvents {
    /** The answer to {@link EdgeClient#fetchIndex}. */
    void index(SignedIndex index);

    /** There is no answer to {@link EdgeClient#fetchIndex}. */
    void indexFailed();

    /** The answer to {@link EdgeClient#fetchIndex} is an index that no known key has signed. */
    default void indexStrange() {
        indexFailed();
    }

    /**
     * Media of one block.
     *
     * @param request the fetch that it answers, 0 = the standing stream
     */
    void data(int request, Data data);

    /** A fetch has failed, after some of its media or none; or the standing stream, 0. */
    void failed(int request);
}
