/** Statistics over replications: intervals, the summary, verdicts and paired comparisons. */
package dev.tributary.reports.stat;
