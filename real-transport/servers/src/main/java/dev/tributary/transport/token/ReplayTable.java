package dev.tributary.transport.token;

import java.util.HashMap;
import java.util.Map;

/**
 * How often each token was used, in two generations: a generation lasts longer than any token that
 * was good when it was put in, so that throwing away the older one forgets no live token.
 */
final class ReplayTable {
    /**
     * Joins per token: the first and three times back. With 12 peers shown per session, one token
     * shows at most 48 addresses (reliability.md T19: 60).
     */
    static final int USES_MAX = 4;

    /** A token is good from a skew before its life to a skew after it. */
    private static final long GENERATION_SECONDS =
            TokenMint.LIFE_SECONDS + 2L * TokenCheck.SKEW_SECONDS + 1;

    private record Id(long high, long low) {}

    private final int tokensMax;
    private Map<Id, Integer> young = new HashMap<>();
    private Map<Id, Integer> old = new HashMap<>();
    private long sinceSeconds = Long.MIN_VALUE;

    ReplayTable(int tokensMax) {
        this.tokensMax = tokensMax;
    }

    TokenVerdict use(long nowSeconds, long high, long low) {
        turn(nowSeconds);
        Id id = new Id(high, low);
        Integer uses = young.get(id);
        if (uses == null) {
            uses = old.getOrDefault(id, 0);
            if (young.size() >= tokensMax) {
                return TokenVerdict.TABLE_FULL;
            }
        }
        if (uses >= USES_MAX) {
            return TokenVerdict.REPLAYED;
        }
        young.put(id, uses + 1);
        return TokenVerdict.VALID;
    }

    int size() {
        return young.size() + old.size();
    }

    /** A clock set back keeps the generations: what was used stays used. */
    private void turn(long nowSeconds) {
        if (sinceSeconds == Long.MIN_VALUE) {
            sinceSeconds = nowSeconds;
        }
        long age = nowSeconds - sinceSeconds;
        if (age >= GENERATION_SECONDS) {
            old = age >= 2 * GENERATION_SECONDS ? new HashMap<>() : young;
            young = new HashMap<>();
            sinceSeconds = nowSeconds;
        }
    }
}
