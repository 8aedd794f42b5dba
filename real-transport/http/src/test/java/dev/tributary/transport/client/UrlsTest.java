package dev.tributary.transport.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses come from files, flags and servers. */
final class UrlsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://t",
                "ws://t.example:1/v1/tracker?a=b",
                "wss://[2001:db8::1]:65535/",
                "wss://192.0.2.1/v1",
            })
    void readsTrackers(String text) {
        assertThat(WebSocketUrl.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t",
                "//t",
                "ws:",
                "ws://",
                "ws:///v1",
                "ws://%%%",
                "ws://[",
                "ws://t:0/",
                "ws://t:65536/",
                "ws://t:99999999999/",
                "ws://t:-1/",
                "ws://me@t/",
                "ws://t/#f",
                "ws://t/ü",
                "ws://t/a b",
                "http://t/",
                "WS://t/",
            })
    void refusesWhatIsNoTracker(String text) {
        assertThatThrownBy(() -> WebSocketUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void boundsTheLength(int path) {
        String text = "ws://t" + "/".repeat(path);
        if (path == 200) {
            assertThat(WebSocketUrl.parse(text)).hasToString(text);
        } else {
            assertThatThrownBy(() -> WebSocketUrl.parse(text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t:1",
                "http://",
                "http://t:0",
                "http://t:65536",
                "https://me@t",
                "ftp://t",
                "http://t/a",
                "http://t#f",
                "http://t?a",
                "http://me:secret@t",
                "http://a b",
            })
    void refusesWhatIsNoServer(String text) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://t:1",
                "http://my_host:80",
                "https://[::1]:443",
                "http://192.0.2.1:65535"
            })
    void readsServers(String text) {
        assertThat(BaseUrl.parse(text)).hasToString(text);
        assertThat(BaseUrl.parse(text + "/")).hasToString(text);
    }
}
