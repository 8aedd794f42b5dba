/** The machine-readable shapes of a summary and a comparison. */
package dev.tributary.reports.json;
