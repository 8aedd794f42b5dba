/**
 * Novage's p2p-media-loader, version 2 (systems.md 8.1): what a user would pick today. Whole
 * segments by HTTP when they are needed soon, else from peers, and some at random ahead of time.
 */
package dev.tributary.core.system.novage;
