/** What pages are put together from: templates, scripts, styles. Uses no other room. */
package org.orthant.reports.html;
