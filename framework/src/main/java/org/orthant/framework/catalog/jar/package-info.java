/** Plugins that come as jars: checked before any of their classes is loaded, then kept apart. */
package org.orthant.framework.catalog.jar;
