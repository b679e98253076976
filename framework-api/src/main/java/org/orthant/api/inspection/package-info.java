/**
 * Descriptions of a network's file, made before any configuration exists. Begin at {@link
 * org.orthant.api.inspection.Inspection}. May use {@code api.model}.
 */
package org.orthant.api.inspection;
