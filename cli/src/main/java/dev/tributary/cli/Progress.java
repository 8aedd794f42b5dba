package dev.tributary.cli;

import dev.tributary.cli.base.Environment;
import java.io.PrintStream;
import java.util.Locale;

/** Shows on standard error how far a batch is, from a thread of its own. */
final class Progress {
    /** When to show progress. */
    enum Mode {
        /** A bar on a terminal, now and then a line elsewhere. */
        AUTO,
        /** A bar, whatever standard error is. */
        ALWAYS,
        /** Nothing. */
        NEVER
    }

    /** What takes long. */
    interface Work {
        /** Returns how much is done, 0..1; for any thread. */
        double progress();

        /** Returns how many replications are over; for any thread. */
        int ended();
    }

    private static final double NANOS = 1e-9;
    private static final long BAR_MILLIS = 200;
    private static final int BAR_CHARS = 24;
    private static final String ERASE = "\r\u001b[K";

    /** A line at every tenth, but not more often than this, and at least this often. */
    private static final double LINE_SECONDS_MIN = 5;

    private static final double LINE_SECONDS_MAX = 60;

    /** Before this much is done, the time that remains is a guess. */
    private static final double GUESS_FRACTION = 0.02;

    private static final double GUESS_SECONDS = 2;

    private final PrintStream err;
    private final Work work;
    private final int count;
    private final boolean bar;
    private final long begunNanos = System.nanoTime();
    private final Thread thread = new Thread(this::show, "progress");
    private double lineSeconds;
    private int lineTenths;

    private Progress(Environment environment, Mode mode, Work work, int count) {
        err = environment.err();
        this.work = work;
        this.count = count;
        bar = mode == Mode.ALWAYS || environment.errTerminal();
    }

    /** Begins to show progress, unless that is not wanted. */
    static Progress start(Environment environment, Mode mode, Work work, int count) {
        Progress progress = new Progress(environment, mode, work, count);
        if (mode != Mode.NEVER) {
            progress.thread.setDaemon(true);
            progress.thread.start();
        }
        return progress;
    }

    /** Says something while progress may be shown. */
    static void say(Environment environment, String line) {
        environment.err().println((environment.errTerminal() ? ERASE : "") + line);
    }

    private void show() {
        try {
            while (true) {
                Thread.sleep(BAR_MILLIS);
                double seconds = (System.nanoTime() - begunNanos) * NANOS;
                double fraction = work.progress();
                String text = text(fraction, work.ended(), count, seconds);
                if (bar) {
                    err.print(ERASE + drawn(fraction) + " " + text);
                    err.flush();
                } else if (due(fraction, seconds)) {
                    err.println(text);
                }
            }
        } catch (InterruptedException e) {
            if (bar) {
                err.print(ERASE);
                err.flush();
            }
        }
    }

    private boolean due(double fraction, double seconds) {
        int tenths = (int) (fraction * 10);
        double since = seconds - lineSeconds;
        if (fraction >= 1
                || since < LINE_SECONDS_MIN
                || (tenths == lineTenths && since < LINE_SECONDS_MAX)) {
            return false;
        }
        lineTenths = tenths;
        lineSeconds = seconds;
        return true;
    }

    /** Stops showing; the bar is gone when this returns. */
    void stop() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the state in words, for example {@code 50 %, 5 of 10 replications, 12 s left}. */
    static String text(double fraction, int ended, int count, double seconds) {
        String left =
                fraction < GUESS_FRACTION || seconds < GUESS_SECONDS || fraction >= 1
                        ? ""
                        : ", " + duration(seconds * (1 - fraction) / fraction) + " left";
        int percent = (int) (fraction * 100);
        return String.format(
                Locale.ROOT, "%3d %%, %d of %d replications%s", percent, ended, count, left);
    }

    /** Returns a duration in at most two units. */
    static String duration(double seconds) {
        long whole = (long) Math.ceil(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        long minutes = whole / 60;
        return minutes < 60
                ? minutes + " min " + whole % 60 + " s"
                : minutes / 60 + " h " + minutes % 60 + " min";
    }

    private static String drawn(double fraction) {
        int full = (int) (fraction * BAR_CHARS);
        return "[" + "#".repeat(full) + "-".repeat(BAR_CHARS - full) + "]";
    }
}
