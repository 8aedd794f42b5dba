package dev.tributary.live.natlab;

import dev.tributary.core.nat.NatType;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs in the public namespace of a laboratory that {@code dev/natlab/run} has set up: checks that
 * each box is what it should be, then tries every ordered pair of kinds.
 */
public final class NatLab implements AutoCloseable {
    private static final int AS_EXPECTED = 0;
    private static final int LAB_FAILED = 1;
    private static final int USAGE = 2;
    private static final int DIFFERENT = 3;

    /** The first links load and compile classes. */
    private static final int WARM_UPS = 8;

    private static final long PROBE_NANOS = 20_000_000_000L;

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ScheduledExecutorService relay = Executors.newSingleThreadScheduledExecutor();
    private final SimulatedOpening simulated;
    private final PublicNet net;
    private final Hosts hosts;
    private int attempts;

    private NatLab(String boxScript, String lab, long delayMillis)
            throws IOException, InterruptedException {
        simulated = new SimulatedOpening(delayMillis * 1_000_000);
        net = new PublicNet(group.next());
        hosts = new Hosts(boxScript, lab);
    }

    /** Takes the box script, the laboratory's name, delay in ms, attempts per pair, and kinds. */
    public static void main(String[] args) {
        // Whatever happens: threads that still run must not keep the script waiting.
        System.exit(status(args));
    }

    private static int status(String[] args) {
        long delayMillis;
        int repeat;
        List<HostKind> kinds;
        try {
            delayMillis = Long.parseLong(args[2]);
            repeat = Math.max(1, Integer.parseInt(args[3]));
            kinds = HostKind.parse(args[4]);
        } catch (IllegalArgumentException e) {
            System.err.println("natlab: " + e.getMessage());
            return USAGE;
        }
        try (NatLab lab = new NatLab(args[0], args[1], delayMillis)) {
            return lab.run(kinds, repeat) ? AS_EXPECTED : DIFFERENT;
        } catch (LabFailure e) {
            System.err.println("natlab: " + e.getMessage());
            return LAB_FAILED;
        } catch (IOException | InterruptedException | RuntimeException e) {
            e.printStackTrace();
            return LAB_FAILED;
        }
    }

    private boolean run(List<HostKind> kinds, int repeat) throws IOException, InterruptedException {
        classify(kinds);
        warmUp();
        List<Cell> cells = new ArrayList<>();
        for (HostKind dialer : kinds) {
            for (HostKind answerer : kinds) {
                Cell cell = cell(dialer, answerer, repeat);
                System.out.println(cell.line());
                cells.add(cell);
            }
        }
        OutcomeTable table = new OutcomeTable(kinds, cells);
        System.out.println();
        System.out.println(table.markdown());
        System.out.println(table.summary(simulated.draw()));
        return table.agrees();
    }

    private void classify(List<HostKind> kinds) throws IOException, InterruptedException {
        for (Side side : Side.values()) {
            for (NatType nat : kinds.stream().map(HostKind::nat).distinct().toList()) {
                hosts.box(side, new HostKind(nat, false));
                classify(side, side.ipv4(nat), Side.STUN_IPV4, nat);
            }
            if (kinds.stream().anyMatch(HostKind::ipv6)) {
                // As every IPv6 host counts in the core.
                classify(side, side.ipv6(), Side.STUN_IPV6, NatType.SYMMETRIC_FIREWALL);
            }
        }
    }

    private void classify(Side side, String local, List<InetSocketAddress> servers, NatType nat)
            throws IOException, InterruptedException {
        hosts.order(side, Words.PROBE, local, Words.text(servers));
        long until = System.nanoTime() + PROBE_NANOS;
        while (true) {
            HostProcess.Told told = hosts.next(until);
            if (told == null) {
                throw new LabFailure("no sighting from host " + side);
            }
            List<String> words = told.words();
            if (words.get(0).equals(Words.MAPPED) && !words.get(1).equals(Sighting.NOTHING)) {
                net.strangersWrite(servers, Words.address(words.get(1)));
            } else if (words.get(0).equals(Words.PROBED)) {
                Sighting sighting = Sighting.parse(words.subList(1, words.size()));
                Optional<NatType> seen = sighting.nat();
                System.out.println("box " + side + " as " + nat + ": " + sighting.words());
                if (!seen.equals(Optional.of(nat))) {
                    String kind = seen.map(NatType::name).orElse("no known kind");
                    throw new LabFailure("box " + side + " is " + kind + ", not " + nat);
                }
                return;
            }
        }
    }

    private void warmUp() throws IOException, InterruptedException {
        HostKind open = new HostKind(NatType.OPEN, false);
        Cell cell = cell(open, open, WARM_UPS);
        if (!cell.agrees()) {
            throw new LabFailure("open hosts do not meet: " + cell.line());
        }
    }

    private Cell cell(HostKind dialer, HostKind answerer, int repeat)
            throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < repeat; i++) {
            hosts.box(Side.A, dialer);
            hosts.box(Side.B, answerer);
            Attempt attempt = new Attempt(hosts, relay, simulated.signalNanos(), attempts++);
            outcomes.add(attempt.run(dialer, answerer));
        }
        return new Cell(dialer, answerer, outcomes);
    }

    @Override
    public void close() {
        hosts.close();
        relay.shutdownNow();
        net.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
