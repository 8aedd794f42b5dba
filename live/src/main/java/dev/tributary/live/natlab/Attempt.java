package dev.tributary.live.natlab;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One attempt to open a link from side A to side B; signals take their time as by a tracker. */
final class Attempt {
    /** Agents give up after 15 s, or 8 s when nothing is left to try. */
    private static final long END_NANOS = 30_000_000_000L;

    private final Hosts hosts;
    private final ScheduledExecutorService relay;
    private final long signalNanos;
    private final String number;

    Attempt(Hosts hosts, ScheduledExecutorService relay, long signalNanos, int number) {
        this.hosts = hosts;
        this.relay = relay;
        this.signalNanos = signalNanos;
        this.number = String.valueOf(number);
    }

    /** Makes the attempt; the boxes are as they are. */
    Outcome run(HostKind dialer, HostKind answerer) throws InterruptedException {
        long begun = System.nanoTime();
        order(Side.A, Words.DIAL, begin(Side.A, dialer));
        Outcome outcome = await(begun, begin(Side.B, answerer));
        order(Side.A, Words.END);
        order(Side.B, Words.END);
        return outcome;
    }

    private static String begin(Side side, HostKind kind) {
        return Words.text(side.locals(kind)) + " " + Words.text(Side.stun(kind));
    }

    private void order(Side side, String verb, String... more) {
        String rest = more.length == 0 ? "" : " " + String.join(" ", more);
        hosts.order(side, verb, number + rest);
    }

    private Outcome await(long begun, String answerBegin) throws InterruptedException {
        Set<Side> up = EnumSet.noneOf(Side.class);
        while (true) {
            HostProcess.Told told = hosts.next(begun + END_NANOS);
            if (told == null) {
                return new Outcome(Outcome.End.HUNG, END_NANOS);
            }
            List<String> words = told.words();
            if (words.size() < 2 || !words.get(1).equals(number)) {
                continue;
            }
            long nanos = told.nanos() - begun;
            switch (words.get(0)) {
                case Words.SIGNAL -> relay(told.side(), words, answerBegin);
                case Words.DOWN -> {
                    return new Outcome(Outcome.End.FAILED, nanos);
                }
                case Words.UP -> {
                    up.add(told.side());
                    if (up.size() == Side.values().length) {
                        return new Outcome(Outcome.End.OPEN, nanos);
                    }
                }
                default -> throw new LabFailure("host " + told.side() + " tells " + words);
            }
        }
    }

    /** One thread and one delay: signals stay in order. */
    private void relay(Side from, List<String> words, String answerBegin) {
        boolean offer = words.get(2).equals("OFFER");
        Runnable delivery =
                offer
                        ? () -> order(Side.B, Words.ANSWER, answerBegin, words.get(3))
                        : () -> order(from.other(), Words.SIGNAL, words.get(2), words.get(3));
        var unused = relay.schedule(delivery, signalNanos, TimeUnit.NANOSECONDS);
    }
}
