/** The plugins there are: found by {@code ServiceLoader}, checked, and bound with Guice. */
package org.orthant.framework.catalog;
