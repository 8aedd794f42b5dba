package dev.tributary.core.base;

import java.util.Arrays;

/**
 * A map from positive numbers to objects, without a node or a boxed key per entry.
 *
 * <p>Open addressing with linear probing, at most half full; a removed entry's successors move up,
 * so nothing is left behind.
 */
public final class IntMap<V> {
    private static final int FIRST_CAPACITY = 16;

    /** 2^32 divided by the golden ratio: neighbouring keys land far apart. */
    private static final int SPREAD = 0x9E3779B9;

    /** 0 where nothing is. */
    private int[] keys = new int[FIRST_CAPACITY];

    private Object[] values = new Object[FIRST_CAPACITY];
    private int size;

    /** Creates an empty map. */
    public IntMap() {}

    /** Returns the number of entries. */
    public int size() {
        return size;
    }

    /** Returns the value of a key, or null. */
    @SuppressWarnings("unchecked")
    public @Nullable V get(int key) {
        return (V) values[slot(key)];
    }

    /** Adds or replaces an entry; the key is positive, the value not null. */
    public void put(int key, V value) {
        Check.that(key > 0 && value != null, "a positive key and a value");
        if (2 * size >= keys.length) {
            grow();
        }
        int slot = slot(key);
        if (values[slot] == null) {
            size++;
        }
        keys[slot] = key;
        values[slot] = value;
    }

    /** Removes the entry of a key, if there is one. */
    public void remove(int key) {
        int hole = slot(key);
        if (values[hole] == null) {
            return;
        }
        size--;
        int mask = keys.length - 1;
        int next = (hole + 1) & mask;
        while (values[next] != null) {
            int distance = (next - home(keys[next])) & mask;
            if (distance >= ((next - hole) & mask)) {
                keys[hole] = keys[next];
                values[hole] = values[next];
                hole = next;
            }
            next = (next + 1) & mask;
        }
        keys[hole] = 0;
        values[hole] = null;
    }

    /** Returns the keys in ascending order. */
    public int[] keys() {
        int[] found = new int[size];
        int count = 0;
        for (int key : keys) {
            if (key != 0) {
                found[count++] = key;
            }
        }
        Arrays.sort(found);
        return found;
    }

    /** The slot that holds a key, or the empty one where it would be. */
    private int slot(int key) {
        int mask = keys.length - 1;
        int slot = home(key);
        while (keys[slot] != key && values[slot] != null) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int home(int key) {
        return (key * SPREAD) >>> (Integer.numberOfLeadingZeros(keys.length) + 1);
    }

    private void grow() {
        int[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new int[2 * oldKeys.length];
        values = new Object[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
