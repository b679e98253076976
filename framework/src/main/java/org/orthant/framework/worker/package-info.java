/** Does pieces of runs that other processes lead. */
package org.orthant.framework.worker;
