package org.orthant.framework.config;

import java.util.Set;

/** Which names a configuration may choose or refer to, as regular expressions of the whole name. */
public final class RunNames {
  /** The names of a run and of its quantizers. */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** A layer, or several by {@code *}: one line. */
  public static final String LAYER = "[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029]{1,200}";

  /** What the weights of a layer are called where no quantizer of the run made them. */
  public static final Set<String> RESERVED = Set.of("trained", "continuous");

  private RunNames() {}
}
