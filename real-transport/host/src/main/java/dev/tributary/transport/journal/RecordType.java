package dev.tributary.transport.journal;

import java.util.Locale;

/** Kinds of records with their numbers in the file, which never change. */
enum RecordType {
    /** Count and hash of the effects up to the end of a second. */
    MARK(1),
    /** What the machine did upon the input before, in words. */
    DECISIONS(2),
    /** The journal was closed; nothing follows. */
    END(3),
    /** The journal was as long as it may be; nothing follows. */
    FULL(4),

    PLAY(16),
    LEAVE(17),
    LINK_ANSWER(18),
    SERVER_FAILED(19),
    INDEX(20),
    TRACKER_UP(21),
    TRACKER_DOWN(22),
    TRACKER_MESSAGE(23),
    LOCAL_SIGNAL(24),
    LINK_UP(25),
    LINK_DOWN(26),
    LINK_MESSAGE(27),
    EDGE_DATA(28),
    EDGE_FAILED(29),
    VERIFIED(30),
    PEER_TIMER(31),
    MALFORMED(32),

    OPEN_ROOM(48),
    CONNECTED(49),
    CLIENT_MESSAGE(50),
    DISCONNECTED(51),
    TOKEN_CHECKED(52),
    TRACKER_TIMER(53);

    private static final RecordType[] ALL = values();

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Returns its name as people read it. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the type of a number, or null. */
    static RecordType of(int code) {
        for (RecordType type : ALL) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }
}
