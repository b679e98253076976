/** Several runs as one: which of them are finished, and what they found together. */
package org.orthant.framework.sweep;
