package dev.tributary.sim.world;

import dev.tributary.core.base.Time;
import dev.tributary.core.peer.LocalSignal;
import dev.tributary.core.peer.Peer;
import dev.tributary.core.peer.PeerConfig;
import dev.tributary.core.peer.PeerInput;
import dev.tributary.core.peer.PeerObserver;
import dev.tributary.core.registry.Systems;
import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.PeerId;
import dev.tributary.core.wire.Seal;
import dev.tributary.measure.Session;
import dev.tributary.measure.ViewerMeter;
import dev.tributary.measure.ViewerRow;
import dev.tributary.sim.audience.HostDelays;
import dev.tributary.sim.audience.Traits;
import dev.tributary.sim.net.Arrivals;

/**
 * A viewer: hosts one {@link Peer}, whose effects become events; as a task it is the one wake-up at
 * the peer's deadline.
 */
final class ViewerNode extends LinkHost implements Session {
    private static final Payload FINGERPRINT = Payload.ofLength(GetLink.FINGERPRINT_BYTES);

    private final long createdNanos;
    private Peer peer;
    private InvariantObserver observer;
    private ViewerMeter meter;

    /** Media on its way here; not used where inputs are not done together. */
    private final Arrivals arrivals = new Arrivals();

    /** What the peer only takes note of, before its next other input. */
    private final Arrivals mail = new Arrivals();

    /** For how long inputs may wait at present, to be done together; 0 = they may not. */
    private long slackNanos;

    /** Whether what was to happen by now is being done. */
    private boolean catchingUp;

    /** Checks that are answered at once: the newest asked for, and the newest answered. */
    private int nextCheck;

    private int firstCheck;

    /** Bit n = the link n has just become full, of which the peer is still to hear. */
    private long newlyFull;

    /** What is left of a viewer that has gone, or null. */
    private Departure departure;

    ViewerNode(World world, int id, Traits traits, long mediaAtStartNanos) {
        super(world, id, traits);
        Run run = world.run();
        createdNanos = run.nowNanos();
        meter = new ViewerMeter(mediaAtStartNanos, run.meter());
        observer = new InvariantObserver(world, this);
        int seed = (int) run.randomness().hash(Run.PEER, key(), 0);
        PeerId peerId = new PeerId(run.randomness().hash(Run.PEER, key(), 1), id);
        PeerConfig config = new PeerConfig(Run.STREAM, peerId, capabilities(), FINGERPRINT, seed);
        PeerObserver watchers = PeerObserver.both(meter, observer);
        peer = new Peer(config, Systems.all(), this, watchers);
    }

    /** The wake-up. */
    @Override
    public void run() {
        boolean batches = batches();
        begin();
        if (!batches) {
            wake();
        }
        settle();
    }

    private void wake() {
        world().run().trace(clockNanos(), id(), -1, 0);
        peer.onTimer(now());
    }

    private long now() {
        return clockNanos() - createdNanos;
    }

    private boolean batches() {
        return world().network().batchNanos() != 0;
    }

    @Override
    void begin() {
        if (!catchingUp) {
            catchUp();
            clock(world().run().nowNanos());
        }
    }

    /** Does what was to happen by now, each at its own time. */
    void catchUp() {
        if (gone()) {
            return;
        }
        long until = world().run().nowNanos();
        if (batches()) {
            catchUp(until);
        }
        readMail(until);
    }

    private void catchUp(long until) {
        catchingUp = true;
        for (long due = firstDueNanos(); due <= until; due = firstDueNanos()) {
            readMail(due);
            clock(due);
            if (arrivals.firstNanos() <= due) {
                arrive(arrivals);
            } else {
                wake();
            }
            settle();
        }
        clock(until);
        catchingUp = false;
    }

    /** Hands over what came before a time, each at its own; it must have no effect by itself. */
    private void readMail(long until) {
        if (gone() || mail.firstNanos() >= until) {
            return;
        }
        boolean outer = catchingUp;
        catchingUp = true;
        while (mail.firstNanos() < until) {
            clock(mail.firstNanos());
            long posted = world().run().posted();
            long deadline = peer.nextDeadlineNanos();
            arrive(mail);
            boolean quiet = posted == world().run().posted();
            boolean early = peer.nextDeadlineNanos() < deadline;
            world().run()
                    .invariants()
                    .that(quiet && !early, id(), "a passive message had an effect");
        }
        catchingUp = outer;
    }

    private void arrive(Arrivals from) {
        Node place = (Node) from.firstPlace();
        long data = from.firstData();
        Object content = from.firstContent();
        from.removeFirst();
        Delivery.Kind kind = Delivery.kind(data);
        int number = Delivery.number(data);
        long digest = number ^ Node.digest(content);
        world().run().trace(clockNanos(), id(), kind.traced(), digest);
        place.deliver(kind, number, content);
    }

    private long firstDueNanos() {
        long deadline = peer.nextDeadlineNanos();
        long own = deadline == Time.NEVER ? Time.NEVER : deadline + createdNanos;
        return Math.min(own, arrivals.firstNanos());
    }

    @Override
    void hears(long atNanos, LinkEnd end, long data, Message message) {
        if (world().network().mail() && !gone() && !end.closed) {
            mail.add(atNanos, end, data, message);
        } else {
            world().run().post(atNanos, end, Delivery.kind(data), Delivery.number(data), message);
        }
    }

    @Override
    void comes(long atNanos, Node place, Delivery.Kind kind, int number, Object media) {
        Run run = world().run();
        boolean closed = place instanceof LinkEnd end && end.closed;
        if (!batches() || gone() || closed || !(media instanceof Data)) {
            run.post(atNanos, place, kind, number, media);
            return;
        }
        arrivals.add(atNanos, place, Delivery.data(kind, number), media);
        long at = Math.max(run.nowNanos(), atNanos + slackNanos);
        if (!catchingUp && (!isScheduled() || at < timeNanos())) {
            run.simulator().rearm(at, this);
        }
    }

    /**
     * Ends an input: answers what the peer wants verified at no cost of time (a hash of 15 KiB
     * takes 8 microseconds), tells it what became full, and keeps the one wake-up at the peer's
     * deadline.
     */
    private void settle() {
        while (newlyFull != 0) {
            int link = Long.numberOfTrailingZeros(newlyFull);
            newlyFull &= newlyFull - 1;
            peer.onLinkTakes(now(), link, false);
        }
        while (firstCheck < nextCheck) {
            peer.onVerified(now(), ++firstCheck, true);
        }
        if (!catchingUp) {
            arm();
        }
    }

    private void arm() {
        long due = gone() ? Time.NEVER : firstDueNanos();
        Run run = world().run();
        if (due == Time.NEVER) {
            run.simulator().cancel(this);
            return;
        }
        slackNanos = observer.moving() ? world().network().batchNanos() : 0;
        long at = Math.max(run.nowNanos(), due + slackNanos);
        if (!isScheduled() || timeNanos() != at) {
            run.simulator().rearm(at, this);
        }
    }

    InvariantObserver observer() {
        return observer;
    }

    ViewerMeter meter() {
        return meter;
    }

    long createdNanos() {
        return createdNanos;
    }

    boolean gone() {
        return departure != null;
    }

    void play() {
        begin();
        peer.onPlay(now());
        settle();
    }

    void leave() {
        begin();
        peer.onLeave(now());
        depart(false);
    }

    /** Falls silent: neither the others nor the servers hear that the viewer is gone. */
    void crash() {
        begin();
        vanish();
        depart(true);
    }

    private void depart(boolean silent) {
        long nowNanos = world().run().nowNanos();
        observer.left();
        LinkEnd.lose(arrivals);
        LinkEnd.lose(mail);
        departure = new Departure(nowNanos, silent, row(nowNanos), uploadPerDownloadMax());
        arm();
        peer = null;
        observer = null;
        meter = null;
        forgetLinks();
    }

    @Override
    public long leftNanos() {
        return gone() ? departure.nanos() : Long.MAX_VALUE;
    }

    /** Returns whether the viewer has gone without a word. */
    boolean silent() {
        return gone() && departure.silent();
    }

    @Override
    public ViewerRow row(long endNanos) {
        if (gone()) {
            return departure.row();
        }
        double joined = Time.seconds(createdNanos);
        return meter.row(id(), capabilities(), joined, endNanos - createdNanos);
    }

    @Override
    public double uploadPerDownloadMax() {
        return gone() ? departure.uploadPerDownloadMax() : meter.uploadPerDownloadMax();
    }

    // Inputs of the peer.

    @Override
    public void deliver(Delivery.Kind kind, int number, Object content) {
        if (gone()) {
            return;
        }
        begin();
        if (kind == Delivery.Kind.EDGE_DATA) {
            edgeData(number, (Data) content);
        } else if (kind.input() != null) {
            peer.input(now(), kind.input(), number, content);
        } else {
            throw new IllegalStateException("a viewer gets no " + kind);
        }
        settle();
    }

    /** Media from the edge has crossed the network; it comes out of the downlink. */
    private void edgeData(int request, Data data) {
        long out = receivedFromEdge(data);
        if (out > clockNanos()) {
            comes(out, this, Delivery.Kind.EDGE_DATA_RECEIVED, request, data);
        } else {
            peer.onEdgeData(now(), request, data);
        }
    }

    @Override
    void localSignal(int link, LocalSignal signal) {
        peer.input(now(), PeerInput.LOCAL_SIGNAL, link, signal);
        settle();
    }

    @Override
    void linkUp(LinkEnd end) {
        end.connection.opened();
        peer.onLinkUp(now(), end.link(), world().network().messageBytesMax());
        settle();
    }

    @Override
    void linkDown(LinkEnd end, CloseReason reason) {
        end.connection.ended(end);
        forget(end.link());
        peer.onLinkDown(now(), end.link(), reason);
        settle();
    }

    @Override
    void linkTakes(LinkEnd end, boolean more) {
        peer.onLinkTakes(now(), end.link(), more);
        settle();
    }

    @Override
    void linkIsFull(int link) {
        newlyFull |= 1L << link;
    }

    @Override
    void linkMessage(LinkEnd end, int spreadMicros, Message message) {
        long out = received(message, spreadMicros);
        if (out > clockNanos() && message.passive()) {
            long data = Delivery.data(Delivery.Kind.LINK_MESSAGE_RECEIVED, Delivery.OUT);
            hears(out, end, data, message);
        } else if (out > clockNanos()) {
            comes(out, end, Delivery.Kind.LINK_MESSAGE_RECEIVED, Delivery.OUT, message);
        } else {
            linkMessageReceived(end, message);
        }
    }

    @Override
    void linkMessageReceived(LinkEnd end, Message message) {
        if (message instanceof Data data) {
            observer.arrived(data.payload().length());
        }
        peer.onMessage(now(), end.link(), message);
        settle();
    }

    // Effects of the peer that stay here.

    @Override
    public void verify(int check, Data data, Seal seal, boolean signature) {
        HostDelays delays = world().delays();
        if (delays.verifyAtOnce()) {
            nextCheck = check;
            return;
        }
        long answered = clockNanos() + delays.verifyNanos(key(), check);
        world().run().post(answered, this, Delivery.Kind.VERIFIED, check, Boolean.TRUE);
    }

    @Override
    public void play(SliceHeader header, Payload payload) {
        observer.played(header);
    }
}
