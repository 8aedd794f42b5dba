package dev.tributary.core.peer;

import dev.tributary.core.slice.SliceHeader;
import dev.tributary.core.wire.CloseReason;
import dev.tributary.core.wire.Data;
import dev.tributary.core.wire.GetLink;
import dev.tributary.core.wire.Message;
import dev.tributary.core.wire.Payload;
import dev.tributary.core.wire.Seal;
import dev.tributary.core.wire.SignalKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a peer asked for, in words and in order. */
class RecordingOutput implements PeerOutput {
    /** One message on a link. */
    record Sent(int link, Message message) {}

    /** One request to the edge; count 0 = all of the slice. */
    record Fetch(int request, int slice, int first, int count, boolean sealWanted) {}

    final List<Fetch> fetches = new ArrayList<>();
    final List<String> effects = new ArrayList<>();
    final List<Sent> sent = new ArrayList<>();
    final List<Message> toTracker = new ArrayList<>();
    final List<Integer> played = new ArrayList<>();

    /** Links that were dialed or answered and not closed. */
    final List<Integer> open = new ArrayList<>();

    /** What is to be verified and was not answered yet, by number. */
    final Map<Integer, Data> checks = new LinkedHashMap<>();

    /** What each check is compared with, and the checks that ask for its signature as well. */
    final Map<Integer, Seal> seals = new LinkedHashMap<>();

    final List<Integer> signatures = new ArrayList<>();

    /** Forgets everything so far. */
    void clear() {
        fetches.clear();
        effects.clear();
        sent.clear();
        toTracker.clear();
        played.clear();
    }

    /** Returns the messages of one kind sent on a link. */
    <T extends Message> List<T> on(int link, Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Sent one : sent) {
            if (one.link() == link && kind.isInstance(one.message())) {
                found.add(kind.cast(one.message()));
            }
        }
        return found;
    }

    /** Returns the messages of one kind sent to the tracker. */
    <T extends Message> List<T> told(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Message one : toTracker) {
            if (kind.isInstance(one)) {
                found.add(kind.cast(one));
            }
        }
        return found;
    }

    /** Returns the effects that begin with a word. */
    List<String> starting(String word) {
        return effects.stream().filter(effect -> effect.startsWith(word)).toList();
    }

    @Override
    public void askScheduler(GetLink question) {
        effects.add("scheduler");
    }

    @Override
    public void fetchIndex() {
        effects.add("index");
    }

    @Override
    public void openTracker(int tracker) {
        effects.add("tracker open " + tracker);
    }

    @Override
    public void toTracker(Message message) {
        effects.add("tracker " + message.type());
        toTracker.add(message);
    }

    @Override
    public void closeTracker() {
        effects.add("tracker close");
    }

    @Override
    public void streamFromEdge(int subStreams, int fromSlice) {
        effects.add("stream " + Integer.toBinaryString(subStreams) + " from " + fromSlice);
    }

    @Override
    public void fetchFromEdge(
            int request, int slice, int firstChunk, int chunkCount, boolean sealWanted) {
        fetches.add(new Fetch(request, slice, firstChunk, chunkCount, sealWanted));
        effects.add("fetch " + slice + " chunks " + firstChunk + "+" + chunkCount);
    }

    @Override
    public void dial(int link, boolean trickle) {
        effects.add("dial " + link);
        open.add(link);
    }

    @Override
    public void answer(int link, boolean trickle, Payload offer) {
        effects.add("answer " + link);
        open.add(link);
    }

    @Override
    public void remoteSignal(int link, SignalKind kind, Payload blob) {
        effects.add("signal " + link + " " + kind);
    }

    @Override
    public void send(int link, Message message) {
        effects.add("send " + link + " " + message.type());
        sent.add(new Sent(link, message));
    }

    @Override
    public void close(int link, CloseReason reason) {
        effects.add("close " + link + " " + reason);
        open.remove((Integer) link);
    }

    @Override
    public void verify(int check, Data data, Seal seal, boolean signature) {
        checks.put(check, data);
        seals.put(check, seal);
        if (signature) {
            signatures.add(check);
        }
    }

    @Override
    public void play(SliceHeader header, Payload payload) {
        effects.add("play " + header.slice());
        played.add(header.slice());
    }
}
