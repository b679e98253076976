package org.orthant.framework.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of a configuration, in the order in which messages name them. */
public enum RunKey {
  NAME(true, "What the run is called, as its folder under reports/out is"),
  SEED("From what everything random comes", "1"),
  DATASET(false, "What the network is trained and measured on, where it needs images"),
  NETWORK(true, "What is analysed"),
  QUANTIZERS(true, "Quantizers by names of your choice; each is measured on every layer it serves"),
  FOCUS(false, "The quantizer that stands first and that the others are compared with"),
  LAYERS("Which layers are analysed, by name; * stands for any letters", "*"),
  PROBES(true, "What is measured, each probe at most once"),
  ADVICE(
      false,
      "Under which budgets to advise what each layer computes with: the parameters of probe advice;"
          + " images, refit, bias-correction and judged are those of probe ablation unless given"),
  CALIBRATION("To how many training images quantizers of what enters a layer are fitted", "256"),
  EXECUTOR("Where the measuring is done", "local"),
  GATE(false, "What the findings must hold; where a rule does not, run ends with exit code 3"),
  REPORT(false, "The folder for what the run writes; reports/out and the run's name if not given"),
  SWEEP(
      false,
      "What to vary: paths, as --set takes them, to lists of values; each combination is a part,"
          + " and intervals are over the values of seed");

  private final boolean required;
  private final String doc;
  private final Optional<String> fallback;

  RunKey(boolean required, String doc) {
    this.required = required;
    this.doc = doc;
    this.fallback = Optional.empty();
  }

  RunKey(String doc, String fallback) {
    this.required = false;
    this.doc = doc;
    this.fallback = Optional.of(fallback);
  }

  /** As a configuration writes it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what it is for, one line. */
  public String doc() {
    return doc;
  }

  /** Whether a configuration without it is refused. */
  public boolean isRequired() {
    return required;
  }

  /** Returns what stands for it where it is not written. */
  public Optional<String> fallback() {
    return fallback;
  }

  static List<String> ids() {
    return Stream.of(values()).map(RunKey::id).toList();
  }
}
