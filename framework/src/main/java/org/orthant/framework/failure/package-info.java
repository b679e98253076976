/** What becomes of a run whose plugins break their contracts. */
package org.orthant.framework.failure;
