package dev.tributary.webrtc.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Authenticated checks that overtook the peer's credentials (RFC 8445 section 7.3); bounded. */
final class EarlyChecks {
    /** One check, to be replayed once the credentials are known. */
    record EarlyCheck(
            Base base,
            InetSocketAddress source,
            String username,
            long priority,
            boolean nominates) {
        boolean isFrom(Base to, InetSocketAddress peer) {
            return base.number() == to.number() && source.equals(peer);
        }
    }

    private final List<EarlyCheck> checks = new ArrayList<>();

    /** Keeps the newest check of each path; beyond the bound the peer has to repeat itself. */
    void add(EarlyCheck check) {
        checks.removeIf(old -> old.isFrom(check.base(), check.source()));
        if (checks.size() < IceAgent.REMOTE_CANDIDATES_MAX) {
            checks.add(check);
        }
    }

    /** Whether one came from there. */
    boolean hasFrom(Base base, InetSocketAddress source) {
        return checks.stream().anyMatch(check -> check.isFrom(base, source));
    }

    List<EarlyCheck> takeAll() {
        List<EarlyCheck> all = List.copyOf(checks);
        checks.clear();
        return all;
    }
}
