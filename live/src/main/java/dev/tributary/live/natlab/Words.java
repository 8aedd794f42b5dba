package dev.tributary.live.natlab;

import dev.tributary.core.wire.Payload;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** How the laboratory and its hosts write to each other: lines of words, over pipes. */
final class Words {
    static final String READY = "ready";
    static final String DIAL = "dial";
    static final String ANSWER = "answer";
    static final String SIGNAL = "signal";
    static final String UP = "up";
    static final String DOWN = "down";
    static final String END = "end";
    static final String PROBE = "probe";
    static final String MAPPED = "mapped";
    static final String PROBED = "probed";

    private Words() {}

    static List<String> split(String line) {
        return List.of(line.split(" ", -1));
    }

    /** An address and its port; the slash is in neither. */
    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + "/" + address.getPort();
    }

    static String text(List<InetSocketAddress> addresses) {
        return String.join(",", addresses.stream().map(Words::text).toList());
    }

    static InetSocketAddress address(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        return new InetSocketAddress(
                literal(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    static List<InetSocketAddress> addresses(String text) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            addresses.add(address(one));
        }
        return addresses;
    }

    /** Nothing in a laboratory has a name. */
    static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + address, e);
        }
    }

    /** The dot keeps the place of an empty blob. */
    static String text(Payload blob) {
        byte[] bytes = new byte[blob.length()];
        blob.copyTo(bytes, 0);
        return "." + Base64.getEncoder().encodeToString(bytes);
    }

    static Payload blob(String text) {
        return text.length() > 1
                ? Payload.of(Base64.getDecoder().decode(text.substring(1)))
                : Payload.ofLength(0);
    }
}
