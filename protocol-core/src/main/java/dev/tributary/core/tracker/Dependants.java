package dev.tributary.core.tracker;

import dev.tributary.core.base.Check;
import java.util.Arrays;

/** Members that depend on one provider, each for one sub-stream; short, without order. */
final class Dependants {
    private static final Member[] NO_MEMBERS = {};
    private static final byte[] NO_SUB_STREAMS = {};

    private Member[] members = NO_MEMBERS;
    private byte[] subStreams = NO_SUB_STREAMS;
    private int count;

    int count() {
        return count;
    }

    Member member(int index) {
        return members[index];
    }

    int subStream(int index) {
        return subStreams[index];
    }

    void add(Member member, int subStream) {
        if (count == members.length) {
            members = Arrays.copyOf(members, Math.max(4, 2 * count));
            subStreams = Arrays.copyOf(subStreams, Math.max(4, 2 * count));
        }
        members[count] = member;
        subStreams[count] = (byte) subStream;
        count++;
    }

    void remove(Member member, int subStream) {
        for (int i = 0; i < count; i++) {
            if (members[i] == member && subStreams[i] == subStream) {
                count--;
                members[i] = members[count];
                subStreams[i] = subStreams[count];
                members[count] = null;
                return;
            }
        }
        Check.that(false, "a dependant must be listed with its provider");
    }
}
