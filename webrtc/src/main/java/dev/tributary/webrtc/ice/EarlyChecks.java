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
            boolean nominates) {}

    private final List<EarlyCheck> checks = new ArrayList<>();

    /** Keeps the newest check of each path; beyond the bound the peer has to repeat itself. */
    void add(EarlyCheck check) {
        checks.removeIf(
                old ->
                        old.base().number() == check.base().number()
                                && old.source().equals(check.source()));
        if (checks.size() < IceAgent.REMOTE_CANDIDATES_MAX) {
            checks.add(check);
        }
    }

    List<EarlyCheck> takeAll() {
        List<EarlyCheck> all = List.copyOf(checks);
        checks.clear();
        return all;
    }
}
