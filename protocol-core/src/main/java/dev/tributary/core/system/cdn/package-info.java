/** Every byte from the CDN: the baseline of the bill. */
package dev.tributary.core.system.cdn;
