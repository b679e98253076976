/** The words and numbers as readers see them. Uses no other room. */
package org.orthant.reports.words;
