package dev.tributary.core.tracker;

/** The systems whose rooms a tracker can host; it is given them and knows none by itself. */
public interface RoomPolicies {
    /**
     * Returns the policy of a new room.
     *
     * @param context what the policy may use
     * @param roster the members of the room, empty at first
     */
    RoomPolicy of(RoomContext context, Roster roster);
}
