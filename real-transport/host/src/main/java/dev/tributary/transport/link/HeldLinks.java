package dev.tributary.transport.link;

import dev.tributary.core.link.LinkTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The links that a transport holds, by the numbers that the core gave them, and those that were
 * closed and still deliver what was sent.
 *
 * @param <L> a link
 */
public final class HeldLinks<L extends HeldLinks.Entry> {
    /** Links that are closing; the oldest gives way. */
    private static final int CLOSING_MAX = 64;

    private final List<L> links = new ArrayList<>();
    private final Set<L> closing = new LinkedHashSet<>();

    /** A link as the table sees it. */
    public interface Entry {
        /** Returns the number that the core gave it. */
        int number();

        /** Ends it when what was sent is delivered, or soon. */
        void shutdown();

        /** Ends it at once. */
        void abort();
    }

    /** Creates a table without links. */
    public HeldLinks() {
        for (int i = 0; i < LinkTable.LINKS_MAX; i++) {
            links.add(null);
        }
    }

    /** Returns the link of a number, or null. */
    public L get(int number) {
        return links.get(number);
    }

    /** A link whose number the core gave to another one, or to none, ends without an event. */
    public void replace(int number, L link) {
        L old = links.set(number, link);
        if (old != null) {
            old.abort();
        }
    }

    /** The core closes a link: it may still deliver, but has no number any more. */
    public void close(int number) {
        L known = links.set(number, null);
        if (known == null) {
            return;
        }
        if (closing.size() >= CLOSING_MAX) {
            L oldest = closing.iterator().next();
            closing.remove(oldest);
            oldest.abort();
        }
        closing.add(known);
        known.shutdown();
    }

    /**
     * A link is over: by itself, or after it was closed.
     *
     * @return whether the core must hear of it
     */
    public boolean over(L link) {
        if (closing.remove(link) || !current(link)) {
            return false;
        }
        links.set(link.number(), null);
        return true;
    }

    /** Returns whether the core still knows a link. */
    public boolean current(L link) {
        return links.get(link.number()) == link;
    }

    /** Returns the links that hold sockets: open, opening or closing. */
    public int held() {
        return closing.size() + (int) links.stream().filter(link -> link != null).count();
    }

    /** Ends all at once. */
    public void abort() {
        for (int i = 0; i < links.size(); i++) {
            replace(i, null);
        }
        List<L> ending = List.copyOf(closing);
        closing.clear();
        ending.forEach(Entry::abort);
    }
}
