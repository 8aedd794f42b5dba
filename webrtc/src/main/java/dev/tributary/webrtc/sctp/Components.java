package dev.tributary.webrtc.sctp;

/** What every part of an association shares. */
record Components(SctpConfig config, Counters counters, Timers timers, PacketWriter writer) {}
