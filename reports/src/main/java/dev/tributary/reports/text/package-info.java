/** Reports for a terminal. */
package dev.tributary.reports.text;
