/** The page of a sweep. May use {@code page} for cells of tables, and what that uses. */
package org.orthant.reports.sweep;
