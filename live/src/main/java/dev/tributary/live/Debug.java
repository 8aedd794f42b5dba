package dev.tributary.live;

import dev.tributary.core.wire.*;
import dev.tributary.transport.link.*;

final class Debug implements LinkTransport {
    final LinkTransport links; final Lab lab; final int id;
    Debug(LinkTransport l, Lab lab, int id) { links = l; this.lab = lab; this.id = id; }
    void say(String s) { System.out.printf("%.3f v%d %s%n", lab.clock().nowNanos() / 1e9, id, s); }
    static LinkEvents events(LinkEvents e, Lab lab, int id) {
        return new LinkEvents() {
            void say(String s) { System.out.printf("%.3f v%d %s%n", lab.clock().nowNanos() / 1e9, id, s); }
            public void localSignal(int link, SignalKind kind, Payload blob) { say("local " + link + " " + kind + " " + blob.length()); e.localSignal(link, kind, blob); }
            public void linkUp(int link) { say("UP " + link); e.linkUp(link); }
            public void linkDown(int link, CloseReason r) { say("DOWN " + link + " " + r); e.linkDown(link, r); }
            public void message(int link, byte[] m) { e.message(link, m); }
        };
    }
    public void dial(int link, boolean t) { say("dial " + link); links.dial(link, t); }
    public void answer(int link, boolean t, Payload o) { say("answer " + link); links.answer(link, t, o); }
    public void remoteSignal(int link, SignalKind k, Payload b) { say("remote " + link + " " + k); links.remoteSignal(link, k, b); }
    public boolean send(int link, byte[] m, boolean media) { boolean ok = links.send(link, m, media); if (!media || !ok) say("send " + link + " type " + Integer.toHexString(m[0]) + " " + ok); return ok; }
    public void close(int link, CloseReason r) { say("close " + link + " " + r); links.close(link, r); }
    public void close() { links.close(); }
}
