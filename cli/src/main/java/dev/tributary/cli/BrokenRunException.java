package dev.tributary.cli;

/** A replication that died of a bug, with the command line that makes it die again. */
final class BrokenRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String command;

    BrokenRunException(String command, Throwable cause) {
        super(cause);
        this.command = command;
    }

    String command() {
        return command;
    }
}
