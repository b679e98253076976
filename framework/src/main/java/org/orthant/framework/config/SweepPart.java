package org.orthant.framework.config;

import java.util.List;

/**
 * One run of a sweep.
 *
 * @param name made of the values alone, so that it stays when others are added; safe as the name of
 *     a folder
 * @param values one for each axis, in one line each
 * @param spec the run, called as the part is
 */
public record SweepPart(String name, List<String> values, RunSpec spec) {
  public SweepPart {
    values = List.copyOf(values);
  }
}
