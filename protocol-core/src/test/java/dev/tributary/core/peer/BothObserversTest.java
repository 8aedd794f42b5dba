package dev.tributary.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.core.testkit.Rooms;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BothObserversTest {
    private static final Map<Class<?>, Object> VALUES =
            Map.of(long.class, 7L, int.class, 3, boolean.class, true);

    private final List<String> seen = new ArrayList<>();

    private PeerObserver observer(String name) {
        return (PeerObserver)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {PeerObserver.class},
                        (proxy, method, arguments) -> {
                            seen.add(name + " " + method.getName() + List.of(arguments));
                            return null;
                        });
    }

    /** A method that is added to the interface and forgotten here would be seen by neither. */
    @Test
    void everyMethodReachesBothInOrder() throws Exception {
        PeerObserver both = PeerObserver.both(observer("first"), observer("second"));
        for (Method method : PeerObserver.class.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            seen.clear();
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = sample(method.getParameterTypes()[i]);
            }
            method.invoke(both, arguments);
            String call = method.getName() + List.of(arguments);
            assertThat(seen).containsExactly("first " + call, "second " + call);
        }
    }

    private static Object sample(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.getSimpleName().equals("Data")) {
            return Rooms.whole(5, 1);
        }
        return type.getSimpleName().equals("SliceHeader") ? Rooms.header(5) : VALUES.get(type);
    }
}
