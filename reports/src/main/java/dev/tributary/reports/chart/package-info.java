/** Charts as inline SVG, the same bytes for the same run. */
package dev.tributary.reports.chart;
