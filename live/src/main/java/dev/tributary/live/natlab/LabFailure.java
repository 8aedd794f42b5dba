package dev.tributary.live.natlab;

/** The laboratory itself failed, so that it can say nothing about links. */
final class LabFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    LabFailure(String message) {
        super(message);
    }
}
