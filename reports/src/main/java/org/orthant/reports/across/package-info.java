/** Charts that ask one question of all layers. May use {@code chart} and what that uses. */
package org.orthant.reports.across;
