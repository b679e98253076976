/** Tests of no difference, McNemar's, and Holm's correction for many of them. */
package org.orthant.probes.significance;
