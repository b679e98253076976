/** What processes elsewhere are told of a run. */
package org.orthant.framework.job;
