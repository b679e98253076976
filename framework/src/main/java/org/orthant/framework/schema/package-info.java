/**
 * The JSON Schema of configurations, for editors. May use {@code config}, {@code catalog} and
 * {@code gate}.
 */
package org.orthant.framework.schema;
