package dev.tributary.live.net;

import dev.tributary.sim.script.Appearance;
import java.net.InetAddress;

/**
 * A viewer's place in the network: its line, and the address that the world sees.
 *
 * @param appearance who it is
 * @param line its access line
 * @param address public address of its NAT, on the loopback interface
 */
public record Host(Appearance appearance, Line line, InetAddress address) {}
