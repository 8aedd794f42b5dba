package dev.tributary.core.room;

import dev.tributary.core.base.Check;
import java.util.Arrays;
import java.util.List;

/** The system of one room and a value for each of its {@link Knob}s; immutable. */
public final class SystemSettings {
    private final SystemProfile profile;
    private final int[] values;
    private final MediaLayout layout;

    /**
     * Checks the ranges.
     *
     * @param values one value for each knob, in their order
     */
    public SystemSettings(SystemProfile profile, int[] values) {
        List<? extends Knob> knobs = profile.knobs();
        Check.that(values.length == knobs.size(), "every knob has a value");
        for (int i = 0; i < values.length; i++) {
            KnobSpec spec = knobs.get(i).spec();
            Check.range(spec.key(), values[i], spec.low(), spec.high());
        }
        this.profile = profile;
        this.values = values.clone();
        layout = profile.layout(this);
    }

    /** Returns the settings of a system of which nothing else is said. */
    public static SystemSettings usual(SystemProfile profile) {
        int[] values = new int[profile.knobs().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = profile.knobs().get(i).spec().usual();
        }
        return new SystemSettings(profile, values);
    }

    /** Returns the settings with one other value. */
    public SystemSettings with(Knob knob, int value) {
        int[] changed = values.clone();
        changed[index(knob)] = value;
        return new SystemSettings(profile, changed);
    }

    /** Returns the settings of another system: knobs of both keep their values. */
    public SystemSettings as(SystemProfile other) {
        SystemSettings settings = usual(other);
        for (Knob knob : profile.knobs()) {
            if (other.knobs().contains(knob)) {
                settings = settings.with(knob, value(knob));
            }
        }
        return settings;
    }

    /** Returns the system. */
    public SystemProfile profile() {
        return profile;
    }

    /** Returns the value of a knob that the system has. */
    public int value(Knob knob) {
        return values[index(knob)];
    }

    /** Returns how the stream is cut. */
    public MediaLayout layout() {
        return layout;
    }

    /** Returns the largest sharing ratio that the system's plan can reach, 1 = no limit. */
    public double sharingMax() {
        return profile.sharingMax(this);
    }

    private int index(Knob knob) {
        int at = knob.ordinal();
        Check.that(at < values.length && profile.knobs().get(at) == knob, "a system has its knobs");
        return at;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SystemSettings same
                && profile == same.profile
                && Arrays.equals(values, same.values);
    }

    @Override
    public int hashCode() {
        return 31 * profile.code() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return profile.name() + Arrays.toString(values);
    }
}
