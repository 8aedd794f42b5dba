package dev.tributary.transport.webrtc.oracle;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import dev.tributary.webrtc.oracle.Oracle.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * libwebrtc's end of a link, as a process: it is told what to do by lines on its standard input,
 * answers on its standard output and ends with its parent. Kinds are those of the browser's page.
 */
public final class NativePeer {
    /** What it says first; the body is why it cannot work, or empty. */
    static final String LOADED = "loaded";

    private NativePeer() {}

    /** Runs until the standard input ends. */
    public static void main(String[] args) throws IOException {
        try {
            NativeConnection connection = load();
            if (connection != null) {
                follow(connection);
            }
        } catch (RuntimeException | Error e) {
            tell("error", e.toString());
        } finally {
            // Native threads still run: an orderly end would wait for them for ever.
            Runtime.getRuntime().halt(0);
        }
    }

    private static NativeConnection load() {
        try {
            NativeConnection connection =
                    new NativeConnection(
                            new PeerConnectionFactory(new HeadlessAudioDeviceModule()),
                            NativePeer::tell);
            tell(LOADED, "");
            return connection;
        } catch (LinkageError e) {
            tell(LOADED, e.getCause() == null ? e.toString() : e.getCause().toString());
            return null;
        }
    }

    private static void follow(NativeConnection connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Message message = Line.message(line);
            try {
                connection.obey(message);
            } catch (Exception | Error e) {
                // Native code throws plain errors, for a bad description for example.
                tell("error", message.kind() + " " + e);
            }
        }
    }

    private static void tell(String kind, String body) {
        System.out.println(Line.of(new Message(kind, body)));
    }
}
