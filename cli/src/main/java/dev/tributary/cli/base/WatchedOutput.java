package dev.tributary.cli.base;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An output that remembers that it failed: a PrintStream tells nobody why, and goes on. */
public final class WatchedOutput extends FilterOutputStream {
    private IOException failure;

    /** Watches an output. */
    public WatchedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int some) throws IOException {
        write(new byte[] {(byte) some}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /**
     * Returns why not everything was written, or null. A reader that has seen enough, as {@code
     * head} has, is no failure.
     */
    public String failure() {
        String message = failure == null ? null : String.valueOf(failure.getMessage());
        return message == null || message.contains("Broken pipe") ? null : message;
    }
}
