/** The parts of an HTML page: templates, scripts, styles. Uses no other room. */
package org.orthant.reports.html;
