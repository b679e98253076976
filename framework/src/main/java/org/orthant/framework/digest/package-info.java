/** Hashes by which files and configurations are known again. */
package org.orthant.framework.digest;
