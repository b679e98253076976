/** What a run or a sweep has found, read from its file. May use {@code words}. */
package org.orthant.reports.result;
