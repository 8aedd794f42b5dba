/** The HTML report: one self-contained file. */
package dev.tributary.reports.page;
