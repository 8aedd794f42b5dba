package dev.tributary.transport.link;

import dev.tributary.transport.host.LoopClock;
import dev.tributary.transport.net.LoopBed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One event loop with transports on it, whose signals reach each other as through a tracker. */
public final class LinkBed extends LoopBed {
    private final LoopClock clock = call(() -> new LoopClock(loop(), System::nanoTime));
    private final List<LinkSide> sides = new ArrayList<>();

    /** The clock of its loop. */
    public LoopClock clock() {
        return clock;
    }

    /** Adds a transport. */
    public LinkSide add(Function<LinkEvents, LinkTransport> transport) {
        return call(
                () -> {
                    LinkSide side = new LinkSide(this, transport);
                    sides.add(side);
                    return side;
                });
    }

    /** Opens a link and waits until both ends are up. */
    public boolean open(LinkSide from, int link, LinkSide to, int toLink, boolean trickle) {
        run(() -> from.dial(link, to, toLink, trickle));
        return await(() -> from.isUp(link) && to.isUp(toLink));
    }

    @Override
    public void close() {
        run(() -> sides.forEach(side -> side.transport().close()));
        super.close();
    }
}
