/** What a run was and what it measured: the input of every report. */
package dev.tributary.reports.run;
