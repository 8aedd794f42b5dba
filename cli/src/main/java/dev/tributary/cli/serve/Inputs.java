package dev.tributary.cli.serve;

import dev.tributary.core.wire.StreamKey;
import dev.tributary.transport.client.BaseUrl;
import dev.tributary.transport.client.WebSocketUrl;
import java.net.InetSocketAddress;
import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of the servers' options are written. */
final class Inputs {
    private static final int KEY_DIGITS = 32;

    private Inputs() {}

    /** A stream: 32 hexadecimal digits, as in the paths of an edge. */
    static final class Stream implements ITypeConverter<StreamKey> {
        @Override
        public StreamKey convert(String text) {
            if (!text.matches("[0-9a-fA-F]{" + KEY_DIGITS + "}")) {
                throw new TypeConversionException(
                        "'" + text + "' is no stream key: 32 hexadecimal digits");
            }
            return new StreamKey(
                    Long.parseUnsignedLong(text.substring(0, 16), 16),
                    Long.parseUnsignedLong(text.substring(16), 16));
        }
    }

    /** {@code host:port} to listen on, with an IPv6 address in brackets; resolved. */
    static final class Listen implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String text) {
            int colon = text.lastIndexOf(':');
            String port = text.substring(colon + 1);
            if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
                throw new TypeConversionException(
                        "'" + text + "' is not host:port, such as 127.0.0.1:8080");
            }
            String host = text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
            InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
            if (address.isUnresolved()) {
                throw new TypeConversionException("unknown host '" + host + "'");
            }
            return address;
        }
    }

    /** {@code http://host:port} of a server. */
    static final class Base implements ITypeConverter<BaseUrl> {
        @Override
        public BaseUrl convert(String text) {
            try {
                return BaseUrl.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** {@code ws://host:port/path} of a tracker. */
    static final class Tracker implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                return WebSocketUrl.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "': " + e.getMessage());
            }
        }
    }

    /** The whole URL of a stream. */
    static final class Target implements ITypeConverter<BaseUrl.Target> {
        @Override
        public BaseUrl.Target convert(String text) {
            try {
                return BaseUrl.Target.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /**
     * What a stream is pulled from.
     *
     * @param stream null when only a URL was given
     * @param key the stream's as it was given, or empty
     */
    record Pulled(StreamKey stream, BaseUrl.Target from, String key) {}

    /** {@code KEY=URL} or {@code URL}. */
    static final class Pull implements ITypeConverter<Pulled> {
        /** Between several values: a comma that a key follows, since URLs have commas too. */
        static final String BETWEEN = ",(?=[0-9a-fA-F]{32}=)";

        @Override
        public Pulled convert(String text) {
            int equals = text.indexOf('=');
            // No scheme of a URL has such a sign.
            boolean named = equals >= 0 && equals < text.indexOf("://");
            String key = named ? text.substring(0, equals) : "";
            String url = text.substring(named ? equals + 1 : 0);
            StreamKey stream = named ? new Stream().convert(key) : null;
            return new Pulled(stream, new Target().convert(url), key);
        }
    }
}
