/**
 * What becomes of a run whose plugins break their contracts, how such failures are written, and
 * what a run ends with that cannot go on.
 */
package org.orthant.framework.failure;
