/** The cache of the home: what outlives runs, and how it is cleared. May use {@code storage}. */
package org.orthant.framework.cache;
