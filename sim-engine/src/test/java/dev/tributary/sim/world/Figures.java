package dev.tributary.sim.world;

/** Prints the figures of the validation suite, as docs/validation.md lists them, when asked to. */
final class Figures {
    private Figures() {}

    /**
     * Adds a line {@code check | expected | measured} when the property tributary.figures is set.
     */
    static void add(String check, String expected, String measured) {
        if (Boolean.getBoolean("tributary.figures")) {
            System.out.println("| " + check + " | " + expected + " | " + measured + " |");
        }
    }
}
