package dev.tributary.transport.webrtc.oracle;

import dev.tributary.webrtc.oracle.Oracle.Message;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A message as a line between two processes: the kind, a space, the body in Base64. */
final class Line {
    private Line() {}

    static String of(Message message) {
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        return message.kind() + " " + Base64.getEncoder().encodeToString(body);
    }

    static Message message(String line) {
        int end = line.indexOf(' ');
        byte[] body = Base64.getDecoder().decode(line.substring(end + 1));
        return new Message(line.substring(0, end), new String(body, StandardCharsets.UTF_8));
    }
}
