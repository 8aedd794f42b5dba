package dev.tributary.reports.run;

/** A report that cannot be written, read or compared; the message says why, for its user. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message for the user. */
    public ReportException(String message) {
        super(message);
    }

    /** Creates an exception with a message for the user and what caused it. */
    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
