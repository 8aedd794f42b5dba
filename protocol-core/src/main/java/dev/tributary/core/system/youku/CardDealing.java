package dev.tributary.core.system.youku;

import dev.tributary.core.strategy.Holes;
import dev.tributary.core.strategy.Neighbourhood;
import dev.tributary.core.strategy.PeerView;
import java.util.Arrays;

/**
 * Deals missing chunks to neighbours like cards: the best gets the most urgent one that it has,
 * then the second best one, and so on in rounds, as long as anybody's credit lasts (systems.md
 * 3.4).
 */
final class CardDealing {
    private static final int LINK_BITS = 6;
    private static final int PIECE_BITS = 14;

    /** Quality, from its end, and link: the best comes first. */
    private long[] hands = new long[16];

    private int players;

    /** Slice and piece, the most urgent first, and who has it. */
    private long[] cards = new long[32];

    private long[] holders = new long[32];
    private int count;

    /** Collects the neighbours, by quality. */
    void begin(PeerView view, Neighbourhood around) {
        count = 0;
        players = 0;
        int best = Quality.bestGoodput(view, around);
        for (int link = 0; link < view.linkCount(); link++) {
            if (view.linkReady(link)) {
                hands = players == hands.length ? Arrays.copyOf(hands, 2 * players) : hands;
                long quality = Quality.permille(around, link, best);
                hands[players++] = (Quality.BEST - quality) << LINK_BITS | link;
            }
        }
        Arrays.sort(hands, 0, players);
    }

    /** Adds the chunk under the cursor, which comes behind those added before. */
    void add(Holes holes) {
        if (count == cards.length) {
            cards = Arrays.copyOf(cards, 2 * count);
            holders = Arrays.copyOf(holders, 2 * count);
        }
        holders[count] = holes.holders();
        cards[count++] = (long) holes.slice() << PIECE_BITS | holes.piece();
    }

    /** Deals all that is taken. */
    void deal(Holes holes, Neighbourhood around) {
        boolean dealt = true;
        while (dealt && count > 0) {
            dealt = false;
            for (int i = 0; i < players; i++) {
                dealt |= dealTo(holes, (int) hands[i] & ((1 << LINK_BITS) - 1));
            }
        }
    }

    private boolean dealTo(Holes holes, int link) {
        int late = 0;
        for (int i = 0; i < count; i++) {
            int slice = (int) (cards[i] >> PIECE_BITS);
            if (slice != late && (holders[i] & 1L << link) != 0) {
                holes.seek(slice, (int) cards[i] & ((1 << PIECE_BITS) - 1));
                if (holes.ask(link)) {
                    holders[i] = 0;
                    return true;
                }
                // A line that is too near is that of the whole slice.
                late = slice;
            }
        }
        return false;
    }
}
