/**
 * Run directories, statistics, charts and the regression gate, the same for simulated and real
 * runs.
 */
package dev.tributary.reports;
