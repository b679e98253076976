/**
 * The executor that works on the threads of this process.
 *
 * <p>May use the API alone.
 */
package org.orthant.framework.run.local;
