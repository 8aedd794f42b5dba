/**
 * What a viewer knows of its links, in tables of a few words a row: state and session of each link,
 * who feeds it over which, and whom it lets in no more. Tables only: who dials, feeds or bans
 * decides in {@link dev.tributary.core.peer}.
 */
package dev.tributary.core.link;
