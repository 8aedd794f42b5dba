package dev.tributary.core.base;

/**
 * What the compiler cannot see to be there, and is: the word of whoever writes it, who says why
 * where that is not plain. It costs nothing; a mistake fails where the value is used.
 */
public final class Sure {
    private Sure() {}

    /** Returns the value, which is not null. */
    @SuppressWarnings("NullAway")
    public static <T> T of(@Nullable T value) {
        return value;
    }
}
