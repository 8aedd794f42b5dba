package dev.tributary.core.testkit;

import dev.tributary.core.room.PlayoutSettings;
import dev.tributary.core.room.RoomSettings;
import dev.tributary.core.room.StrategyKind;
import dev.tributary.core.room.SwarmSettings;
import dev.tributary.core.room.UploadSettings;

/**
 * The settings of a test's room: the defaults of the core at 2,500 kbit/s with Trickle ICE and
 * IPv6, but for what the test names.
 */
public final class Settings {
    private StrategyKind strategy;
    private int bitrateKbps;
    private boolean trickleIce;
    private boolean ipv6;
    private int bufferMillis;
    private int emergencyWindowMillis;
    private int startMillis;
    private int subStreams;
    private int backups;
    private int relayDepthMax;
    private int baseStreamMaxPercent;
    private boolean roundRobin;
    private int gapGraceMillis;
    private int silentMillis;
    private int fanOutMax;
    private int budgetPercent;
    private int uploadPerDownloadPercent;
    private int frameChunks;

    private Settings(RoomSettings from) {
        strategy = from.strategy();
        bitrateKbps = from.bitrateKbps();
        trickleIce = from.trickleIce();
        ipv6 = from.ipv6();
        take(from.playout());
        take(from.swarm());
        take(from.upload());
    }

    private void take(PlayoutSettings playout) {
        bufferMillis = playout.bufferMillis();
        emergencyWindowMillis = playout.emergencyWindowMillis();
        startMillis = playout.startMillis();
    }

    private void take(SwarmSettings swarm) {
        subStreams = swarm.subStreams();
        backups = swarm.backups();
        relayDepthMax = swarm.relayDepthMax();
        baseStreamMaxPercent = swarm.baseStreamMaxPercent();
        roundRobin = swarm.roundRobin();
        gapGraceMillis = swarm.gapGraceMillis();
        silentMillis = swarm.silentMillis();
    }

    private void take(UploadSettings upload) {
        fanOutMax = upload.fanOutMax();
        budgetPercent = upload.budgetPercent();
        uploadPerDownloadPercent = upload.uploadPerDownloadPercent();
        frameChunks = upload.frameChunks();
    }

    /** Begins with a room of the strategy that the defaults are meant for. */
    public static Settings douyu() {
        return of(StrategyKind.DOUYU);
    }

    /** Begins with the default room of a strategy. */
    public static Settings of(StrategyKind strategy) {
        return like(
                new RoomSettings(
                        strategy,
                        2_500,
                        true,
                        true,
                        PlayoutSettings.defaults(),
                        SwarmSettings.defaults(),
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
    public Settings subStreams(int value) {
        subStreams = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings backups(int value) {
        backups = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings relayDepthMax(int value) {
        relayDepthMax = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings baseStreamMaxPercent(int value) {
        baseStreamMaxPercent = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings roundRobin(boolean value) {
        roundRobin = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings gapGraceMillis(int value) {
        gapGraceMillis = value;
        return this;
    }

    /** Sets what {@link RoomSettings} calls so. */
    public Settings silentMillis(int value) {
        silentMillis = value;
        return this;
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
                strategy,
                bitrateKbps,
                trickleIce,
                ipv6,
                new PlayoutSettings(bufferMillis, emergencyWindowMillis, startMillis),
                new SwarmSettings(
                        subStreams,
                        backups,
                        relayDepthMax,
                        baseStreamMaxPercent,
                        roundRobin,
                        gapGraceMillis,
                        silentMillis),
                new UploadSettings(
                        fanOutMax, budgetPercent, uploadPerDownloadPercent, frameChunks));
    }
}
