package dev.tributary.sim.audience;

import java.util.Arrays;

/** A set of viewers by number, in which any one can be drawn; all takes constant time. */
public final class Presence {
    private int[] numbers = new int[16];

    /** For each number its index among {@link #numbers}, while it is there. */
    private int[] places = new int[16];

    private int size;

    /** Adds a viewer who is not there. */
    public void add(int number) {
        if (number >= places.length) {
            places = Arrays.copyOf(places, Math.max(number + 1, 2 * places.length));
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        places[number] = size;
        numbers[size++] = number;
    }

    /** Removes a viewer who is there; the last takes its place. */
    public void remove(int number) {
        int last = numbers[--size];
        numbers[places[number]] = last;
        places[last] = places[number];
    }

    /** Returns whether a viewer is there. */
    public boolean has(int number) {
        int place = number < places.length ? places[number] : size;
        return place < size && numbers[place] == number;
    }

    /** Returns how many are there. */
    public int size() {
        return size;
    }

    /** Returns the number of one of them, by an index that changes as others go. */
    public int number(int index) {
        return numbers[index];
    }
}
