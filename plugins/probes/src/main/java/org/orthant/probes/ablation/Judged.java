package org.orthant.probes.ablation;

/** Which accuracy of an altered network is judged. */
public enum Judged {
  /** With batch normalization refitted, beside the unaltered network refitted alike. */
  REFITTED,
  /** With the means of every layer corrected, beside the network as trained. */
  BIAS_CORRECTED,
  /** As the change leaves it, beside the network as trained. */
  RAW
}
