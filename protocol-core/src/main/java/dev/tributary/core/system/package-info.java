/** What one published system is: all that makes a room of it; each has a folder below. */
package dev.tributary.core.system;
