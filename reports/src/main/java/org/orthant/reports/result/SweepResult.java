package org.orthant.reports.result;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.orthant.reports.result.Result.Subject;

/**
 * What sweep.json holds.
 *
 * @param layers their names
 * @param findings of one subject one after the other
 */
public record SweepResult(
    String name,
    List<Axis> axes,
    List<String> layers,
    List<Part> parts,
    List<Finding> findings,
    Provenance provenance) {

  /** Something that was varied. */
  public record Axis(String path, String label, List<String> values, boolean replicates) {}

  /**
   * One run.
   *
   * @param values one for each axis
   * @param advice what it advises
   * @param error why it has no result
   */
  public record Part(
      String name,
      List<String> values,
      Optional<Verdict> verdict,
      List<Advised> advice,
      List<String> failures,
      Optional<String> error) {}

  /** A network that is advised. */
  public record Advised(String goal, List<Choice> layers) {}

  /** What a layer computes with; the change is empty for what it has. */
  public record Choice(String layer, String change) {}

  public record Verdict(Grade grade, String reason) {}

  /**
   * One number over the seeds.
   *
   * @param at one value for each axis but the seeds
   * @param values one for each seed; NaN where there is none
   */
  public record Finding(
      List<String> at,
      Subject subject,
      double mean,
      OptionalDouble expected,
      OptionalDouble low,
      OptionalDouble high,
      long n,
      List<Double> values) {}

  public record Provenance(String orthant, String config, String configDigest) {}

  /** The axes but the seeds. */
  public List<Axis> compared() {
    return axes.stream().filter(axis -> !axis.replicates()).toList();
  }

  /** Returns how many seeds there are. */
  public int seeds() {
    return axes.stream().filter(Axis::replicates).mapToInt(axis -> axis.values().size()).sum();
  }

  /** The values of the axes but the seeds, such as {@code rotation=dct}. */
  public String words(List<String> at) {
    return IntStream.range(0, at.size())
        .mapToObj(axis -> compared().get(axis).label() + "=" + at.get(axis))
        .collect(joining(", "));
  }
}
