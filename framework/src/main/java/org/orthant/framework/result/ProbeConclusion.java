package org.orthant.framework.result;

import org.orthant.api.finding.Conclusion;

/**
 * What one probe concluded.
 *
 * @param id the probe's id
 * @param doc what it asks, in a line
 */
public record ProbeConclusion(String id, String doc, Conclusion conclusion) {}
