package dev.tributary.core.system;

import dev.tributary.core.room.StrategyKind;
import dev.tributary.core.strategy.Strategies;
import dev.tributary.core.tracker.RoomPolicies;

/**
 * One published system or baseline: all that makes a room of it.
 *
 * @param kind its name
 * @param viewers what its viewers decide
 * @param rooms what a tracker decides in its rooms; never asked when the system uses no peers
 */
public record StreamingSystem(StrategyKind kind, Strategies viewers, RoomPolicies rooms) {}
