/** The edge of the CDN: a cache of slices that pushes streams and answers fetches. */
package dev.tributary.transport.edge;
