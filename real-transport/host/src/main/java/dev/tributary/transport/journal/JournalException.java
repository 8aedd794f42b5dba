package dev.tributary.transport.journal;

import java.io.IOException;

/**
 * A file is no journal, or a record that is whole says what no machine of this build can be told.
 */
public final class JournalException extends IOException {
    private static final long serialVersionUID = 1L;

    JournalException(String what) {
        super(what);
    }

    JournalException(String what, Throwable cause) {
        super(what, cause);
    }
}
