/**
 * The places on disk: Orthant's home, the folder of results and how it is published as one, what an
 * interrupted run keeps until it goes on, and the files that a network was made of.
 *
 * <p>May use {@code failure}.
 */
package org.orthant.framework.storage;
