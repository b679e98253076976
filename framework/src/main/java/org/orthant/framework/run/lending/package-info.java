/**
 * Calls probes and shows them arrays. They share the arrays; who changes one is found out and
 * named, and what came of the change is thrown away.
 *
 * <p>May use {@code guard}, {@code plan} and {@code failure}.
 */
package org.orthant.framework.run.lending;
