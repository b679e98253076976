/**
 * Failures: of plugins that break their contracts, which a run survives, and of runs that cannot go
 * on. Also the form in which they are written.
 */
package org.orthant.framework.failure;
