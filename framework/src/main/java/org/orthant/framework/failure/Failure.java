package org.orthant.framework.failure;

import java.util.Locale;
import java.util.Optional;

/**
 * A plugin that broke its contract while a run was under way. It spoils its own findings only.
 *
 * @param name the quantizer's name in the configuration, or the probe's id
 * @param layer in which layer; empty where that is not known or it concerns none alone
 * @param reason one line
 * @param cause what it threw; empty where it threw nothing
 */
public record Failure(
    Kind plugin, String name, Optional<String> layer, String reason, Optional<Throwable> cause) {

  /** The plugins that a run can go on without. */
  public enum Kind {
    QUANTIZER,
    PROBE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Failure {
    reason = OneLine.of(reason);
  }

  /** A quantizer that cannot serve a layer after all. */
  public static Failure ofQuantizer(
      String name, String layer, String reason, Optional<Throwable> cause) {
    return new Failure(Kind.QUANTIZER, name, Optional.of(layer), reason, cause);
  }

  /** A probe that concludes nothing. */
  public static Failure ofProbe(
      String id, Optional<String> layer, String reason, Optional<Throwable> cause) {
    return new Failure(Kind.PROBE, id, layer, reason, cause);
  }

  /** A probe and where it is asked, such as "probe 'angle' on conv1". */
  public static String subjectOfProbe(String id, Optional<String> layer) {
    return subject(Kind.PROBE, id, layer);
  }

  /** A quantizer and where it serves, such as "quantizer 'ternary' on conv1". */
  public static String subjectOfQuantizer(String name, String layer) {
    return subject(Kind.QUANTIZER, name, Optional.of(layer));
  }

  private static String subject(Kind plugin, String name, Optional<String> layer) {
    return String.format(
        Locale.ROOT, "%s '%s'%s", plugin, name, layer.map(where -> " on " + where).orElse(""));
  }

  public boolean isOfQuantizer() {
    return plugin == Kind.QUANTIZER;
  }

  public boolean isIn(String other) {
    return layer.equals(Optional.of(other));
  }

  /** Whose failure it is and where, such as "quantizer 'ternary' on conv1". */
  public String subject() {
    return subject(plugin, name, layer);
  }

  /** One line. */
  @Override
  public String toString() {
    return subject() + " failed: " + reason;
  }
}
