/** The base of datasets of the user's own, whatever files they lie in. */
package org.orthant.datasets.own;
