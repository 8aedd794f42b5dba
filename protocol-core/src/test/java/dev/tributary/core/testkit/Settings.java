package dev.tributary.core.testkit;

import dev.tributary.core.room.Knob;
import dev.tributary.core.room.KnobSpec;
import dev.tributary.core.room.PlayoutSettings;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.SystemProfile;
import dev.tributary.core.room.SystemSettings;
import dev.tributary.core.room.UploadSettings;
import dev.tributary.core.system.SwarmKnob;
import dev.tributary.core.system.substream.SubStreamSystem;
import java.util.function.ToIntFunction;

/**
 * The settings of a test's room: the defaults of the core at 2,500 kbit/s with Trickle ICE and
 * IPv6, but for what the test names.
 */
public final class Settings {
    private SystemSettings system;
    private int bitrateKbps;
    private boolean trickleIce;
    private boolean ipv6;
    private int bufferMillis;
    private int emergencyWindowMillis;
    private int startMillis;
    private int skipAfterMillis;
    private int catchUpPercent;
    private int fanOutMax;
    private int budgetPercent;
    private int uploadPerDownloadPercent;
    private int frameChunks;

    private Settings(RoomSettings from) {
        system = from.system();
        bitrateKbps = from.bitrateKbps();
        trickleIce = from.trickleIce();
        ipv6 = from.ipv6();
        take(from.playout());
        take(from.upload());
    }

    private void take(PlayoutSettings playout) {
        bufferMillis = playout.bufferMillis();
        emergencyWindowMillis = playout.emergencyWindowMillis();
        startMillis = playout.startMillis();
        skipAfterMillis = playout.skipAfterMillis();
        catchUpPercent = playout.catchUpPercent();
    }

    private void take(UploadSettings upload) {
        fanOutMax = upload.fanOutMax();
        budgetPercent = upload.budgetPercent();
        uploadPerDownloadPercent = upload.uploadPerDownloadPercent();
        frameChunks = upload.frameChunks();
    }

    /** Begins with a room of the system that the defaults are meant for. */
    public static Settings douyu() {
        return of(SubStreamSystem.SYSTEM);
    }

    /** Begins with the default room of a system. */
    public static Settings of(SystemProfile system) {
        return like(
                new RoomSettings(
                        SystemSettings.usual(system),
                        2_500,
                        true,
                        true,
                        PlayoutSettings.defaults(),
                        UploadSettings.defaults()));
    }

    /** Begins with the settings of a room. */
    public static Settings like(RoomSettings room) {
        return new Settings(room);
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings bitrateKbps(int value) {
        bitrateKbps = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings trickleIce(boolean value) {
        trickleIce = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings ipv6(boolean value) {
        ipv6 = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings bufferMillis(int value) {
        bufferMillis = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings emergencyWindowMillis(int value) {
        emergencyWindowMillis = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings startMillis(int value) {
        startMillis = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings skipAfterMillis(int value) {
        skipAfterMillis = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings catchUpPercent(int value) {
        catchUpPercent = value;
        return this;
    }

    private Settings knob(Knob knob, int value) {
        if (system.profile().knobs().contains(knob)) {
            system = system.with(knob, value);
        }
        return this;
    }

    /** Sets every number of the system. */
    public Settings everyKnob(ToIntFunction<KnobSpec> value) {
        for (Knob knob : system.profile().knobs()) {
            system = system.with(knob, value.applyAsInt(knob.spec()));
        }
        return this;
    }

    /** Sets a number of the system by its key, where the system has it. */
    public Settings number(String key, int value) {
        for (Knob knob : system.profile().knobs()) {
            system = knob.spec().key().equals(key) ? system.with(knob, value) : system;
        }
        return this;
    }

    /** Sets how long slices are, where the system has this number; so do the next ones. */
    public Settings sliceMillis(int value) {
        return knob(SwarmKnob.SLICE, value);
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings subStreams(int value) {
        return knob(SwarmKnob.SUB_STREAMS, value);
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings backups(int value) {
        return knob(SwarmKnob.BACKUPS, value);
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings relayDepthMax(int value) {
        return knob(SwarmKnob.RELAY_DEPTH, value);
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings baseStreamMaxPercent(int value) {
        return knob(SwarmKnob.BASE_STREAM, value);
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings roundRobin(boolean value) {
        return knob(SwarmKnob.ASSIGNMENT, value ? SwarmKnob.BALANCED : 0);
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings gapGraceMillis(int value) {
        return knob(SwarmKnob.GAP_GRACE, value);
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings silentMillis(int value) {
        return knob(SwarmKnob.SILENT_AFTER, value);
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings fanOutMax(int value) {
        fanOutMax = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings budgetPercent(int value) {
        budgetPercent = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings uploadPerDownloadPercent(int value) {
        uploadPerDownloadPercent = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings frameChunks(int value) {
        frameChunks = value;
        return this;
    }

    /** Returns the settings; throws as their constructors do. */
    public RoomSettings build() {
        return new RoomSettings(
                system,
                bitrateKbps,
                trickleIce,
                ipv6,
                new PlayoutSettings(
                        bufferMillis,
                        emergencyWindowMillis,
                        startMillis,
                        skipAfterMillis,
                        catchUpPercent),
                new UploadSettings(
                        fanOutMax, budgetPercent, uploadPerDownloadPercent, frameChunks));
    }
}
