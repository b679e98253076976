/** What single input columns of a layer's weights are like, beside the others. */
package org.orthant.probes.column;
