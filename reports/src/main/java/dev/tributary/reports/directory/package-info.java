/** Run directories on disk. */
package dev.tributary.reports.directory;
