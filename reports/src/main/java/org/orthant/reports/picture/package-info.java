/** Pictures of pixels for pages. Uses no other room. */
package org.orthant.reports.picture;
