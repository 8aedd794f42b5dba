package dev.tributary.reports.run;

/**
 * How coarse the messages are in which simulated viewers send media to each other.
 *
 * @param size as {@code protocol.granularity} says it: slice, frame, or chunks per message; empty
 *     where nobody wrote it down
 * @param misleading why finer ones would give another result; empty where they would not
 */
public record Messages(String size, String misleading) {
    /** Of the real world, which has frames whatever is asked for, and of runs of before. */
    public static final Messages UNSAID = new Messages("", "");

    /** Returns whether a scenario asked for them although they mislead: nobody else would. */
    public boolean forced() {
        return !misleading.isEmpty();
    }

    /** Returns what follows the name of a world, such as {@code " in slices (forced)"}. */
    public String words() {
        String in =
                switch (size) {
                    case "" -> "";
                    case "slice" -> " in slices";
                    case "frame" -> " in frames";
                    default -> " in messages of " + size + " chunks";
                };
        return forced() ? in + " (forced)" : in;
    }

    /** Returns what a user should know of messages that mislead. */
    public String warning() {
        return "with messages so coarse viewers seem to share less than they would: "
                + misleading
                + "; leave protocol.granularity out, or set it to frame";
    }
}
