package dev.tributary.transport.net;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Asks the system for the addresses of a name on a thread of the common pool: the system blocks,
 * for seconds when a name server is away, and Netty's default resolver lets it block the event
 * loop.
 */
public final class NameLookup extends AddressResolverGroup<InetSocketAddress> {
    /** Holds nothing that would have to be closed. */
    public static final NameLookup ELSEWHERE = new NameLookup();

    private NameLookup() {}

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new InetSocketAddressResolver(executor, new Names(executor));
    }

    private static final class Names extends InetNameResolver {
        Names(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String name, Promise<InetAddress> answer) {
            look(name, answer, found -> found.get(0));
        }

        @Override
        protected void doResolveAll(String name, Promise<List<InetAddress>> answer) {
            look(name, answer, found -> found);
        }

        private static <T> void look(
                String name, Promise<T> answer, Function<List<InetAddress>, T> choice) {
            InetAddress literal = NetUtil.createInetAddressFromIpAddressString(name);
            if (literal != null) {
                answer.setSuccess(choice.apply(List.of(literal)));
                return;
            }
            CompletableFuture<Void> unused =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    List<InetAddress> found =
                                            List.of(InetAddress.getAllByName(name));
                                    answer.trySuccess(choice.apply(found));
                                } catch (UnknownHostException e) {
                                    answer.tryFailure(e);
                                }
                            });
        }
    }
}
