/** Jobs: all that processes elsewhere are told of a run, as bytes. */
package org.orthant.framework.job;
