/** The page of one run. May use all rooms but {@code comparison} and {@code sweep}. */
package org.orthant.reports.page;
