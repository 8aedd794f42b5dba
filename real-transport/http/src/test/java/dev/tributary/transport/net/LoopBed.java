package dev.tributary.transport.net;

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

/** One event loop on a daemon thread, which a test asks and waits for. */
@SuppressWarnings("FutureReturnValueIgnored") // a tick that fails shows in what is awaited
public class LoopBed implements AutoCloseable {
    private static final long LIMIT_SECONDS = 20;
    private static final long TICK_MILLIS = 2;

    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("bed", true), NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final List<Waiter> waiters = new ArrayList<>();

    private record Waiter(BooleanSupplier condition, CompletableFuture<Boolean> done) {}

    /** Starts the loop. */
    public LoopBed() {
        loop.scheduleAtFixedRate(this::look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The loop. */
    public final EventLoop loop() {
        return loop;
    }

    /** Runs something on the loop. */
    public final void run(Runnable task) {
        call(
                () -> {
                    task.run();
                    return null;
                });
    }

    /** Asks something on the loop. */
    public final <T> T call(Callable<T> question) {
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
    public final boolean await(BooleanSupplier condition) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        run(() -> waiters.add(new Waiter(condition, done)));
        return done.completeOnTimeout(false, LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Looks at what is waited for; on the loop, when something has happened. */
    public final void look() {
        for (Waiter waiter : List.copyOf(waiters)) {
            if (waiter.done.isDone() || waiter.condition.getAsBoolean()) {
                waiters.remove(waiter);
                waiter.done.complete(true);
            }
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, LIMIT_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
