package dev.tributary.transport.scheduler.client;

/** Names that a scheduler and its clients share: the path of the question, HTTP headers. */
public final class SchedulerApi {
    /** Path of the question. */
    public static final String LINK = "/v1/link";

    /** HTTP header with the WebSocket URL of the tracker; missing when no tracker is needed. */
    public static final String TRACKER = "tributary-tracker";

    /** HTTP header with the base URL of the edge. */
    public static final String EDGE = "tributary-edge";

    /** HTTP header with the STUN servers, {@code host:port}, separated by commas. */
    public static final String STUN = "tributary-stun";

    /** Most trackers, and most STUN servers. */
    public static final int SERVERS_MAX = 64;

    private static final String HOST_AND_PORT = "[!-+\\--~]{1,200}:[0-9]{1,5}";

    private SchedulerApi() {}

    /** Returns whether a text is the {@code host:port} of a STUN server. */
    public static boolean isStunServer(String text) {
        return text.matches(HOST_AND_PORT);
    }
}
