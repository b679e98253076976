/** New plugins: a Maven project of their own, from templates. */
package org.orthant.framework.scaffold;
