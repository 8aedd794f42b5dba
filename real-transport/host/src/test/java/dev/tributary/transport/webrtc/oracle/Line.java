package dev.tributary.transport.webrtc.oracle;

import dev.tributary.webrtc.oracle.Oracle.Message;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A message as a line between two processes: a mark, the kind, a space, the body in Base64. Native
 * code prints lines of its own among them, which have no mark.
 */
final class Line {
    private static final String MARK = "@";

    private Line() {}

    static String of(Message message) {
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        return MARK + message.kind() + " " + Base64.getEncoder().encodeToString(body);
    }

    static Message message(String line) {
        if (!line.startsWith(MARK)) {
            return new Message("printed", line);
        }
        int end = line.indexOf(' ');
        byte[] body = Base64.getDecoder().decode(line.substring(end + 1));
        return new Message(
                line.substring(MARK.length(), end), new String(body, StandardCharsets.UTF_8));
    }
}
