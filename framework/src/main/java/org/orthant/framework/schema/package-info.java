/** What a configuration may say, as a JSON Schema for editors. */
package org.orthant.framework.schema;
