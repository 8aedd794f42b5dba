/** Links over plain TCP on loopback: for tests of what is above links. */
package dev.tributary.transport.loopback;
