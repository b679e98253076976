/** What outlives runs in the cache of the home, and how it is cleared away. */
package org.orthant.framework.cache;
