/** The scheduler: configuration per room and the choice of a tracker (get_link). */
package dev.tributary.core.scheduler;
