/**
 * Networks trained elsewhere, as plugins: what a configuration names. What pixels a network expects
 * is said here too. The readers of the formats lie in packages below, and do not know this one.
 */
package org.orthant.formats;
