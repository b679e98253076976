/** The result of a run or a sweep, read from its file. May use {@code words}. */
package org.orthant.reports.result;
