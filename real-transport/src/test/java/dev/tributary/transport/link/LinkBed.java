package dev.tributary.transport.link;

import dev.tributary.transport.host.LoopClock;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One event loop with transports on it, whose signals reach each other as through a tracker. */
@SuppressWarnings("FutureReturnValueIgnored") // a tick that fails shows in what is awaited
public final class LinkBed implements AutoCloseable {
    private static final long LIMIT_SECONDS = 20;
    private static final long TICK_MILLIS = 2;

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("links", true), NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final LoopClock clock = on(loop, () -> new LoopClock(loop, System::nanoTime));
    private final List<LinkSide> sides = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();

    private record Waiter(BooleanSupplier condition, CompletableFuture<Boolean> done) {}

    /** Creates the bed; its loop is a daemon. */
    public LinkBed() {
        loop.scheduleAtFixedRate(this::changed, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The clock of its loop. */
    public LoopClock clock() {
        return clock;
    }

    /** The loop. */
    public EventLoop loop() {
        return loop;
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

    /** Runs something on the loop. */
    public void run(Runnable task) {
        call(
                () -> {
                    task.run();
                    return null;
                });
    }

    /** Asks something on the loop. */
    public <T> T call(Callable<T> question) {
        return on(loop, question);
    }

    private static <T> T on(EventLoop loop, Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(
                () -> {
                    try {
                        answer.complete(question.call());
                    } catch (Exception | AssertionError e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Waits for a condition, which is looked at on the loop; false when it does not come true. */
    public boolean await(BooleanSupplier condition) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        run(() -> waiters.add(new Waiter(condition, done)));
        return done.completeOnTimeout(false, LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Something has happened. */
    void changed() {
        for (Waiter waiter : List.copyOf(waiters)) {
            if (waiter.done.isDone() || waiter.condition.getAsBoolean()) {
                waiters.remove(waiter);
                waiter.done.complete(true);
            }
        }
    }

    /** Opens a link and waits until both ends are up. */
    public boolean open(LinkSide from, int link, LinkSide to, int toLink, boolean trickle) {
        run(() -> from.dial(link, to, toLink, trickle));
        return await(() -> from.isUp(link) && to.isUp(toLink));
    }

    @Override
    public void close() {
        run(() -> sides.forEach(side -> side.transport().close()));
        group.shutdownGracefully(0, LIMIT_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
