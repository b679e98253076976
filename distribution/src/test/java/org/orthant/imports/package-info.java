/** Networks trained elsewhere, from their files to findings, as users bring them. */
package org.orthant.imports;
