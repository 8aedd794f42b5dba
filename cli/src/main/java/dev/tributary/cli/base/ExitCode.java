package dev.tributary.cli.base;

/** How a command ends; the words are in the help of {@code tributary}. */
public final class ExitCode {
    public static final int FINE = 0;
    public static final int INTERNAL = 1;
    public static final int WRONG_INPUT = 2;
    public static final int FAILED = 3;
    public static final int UNWRITTEN = 4;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
