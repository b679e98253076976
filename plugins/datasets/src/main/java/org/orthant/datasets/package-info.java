/**
 * Datasets that Orthant knows by name: MNIST, CIFAR-10, and digits that are drawn on the spot.
 * Those of the user's own files have rooms of their own.
 */
package org.orthant.datasets;
