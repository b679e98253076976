/** What datasets of the user's own have in common, whatever files they lie in. */
package org.orthant.datasets.own;
