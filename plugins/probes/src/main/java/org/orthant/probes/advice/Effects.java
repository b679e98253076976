package org.orthant.probes.advice;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.orthant.api.measure.Change;
import org.orthant.probes.ablation.PairedOutcomes;

/**
 * What changes of single layers do to the accuracy, as far as is known: a normal distribution whose
 * means add up over layers, and over weights and inputs of a layer.
 *
 * <p>Each effect was measured in the unaltered network; the fewer images, the more it is drawn
 * towards what the errors of the weights let expect, in proportion over all layers (empirical Bayes
 * with a normal prior). In other networks effects differ. By how much, networks altered in several
 * layers tell: they correct the effects of what was altered there, those most that are known least
 * (Kalman's update, one network after the other). The more such a network loses, the less it says
 * of each layer.
 *
 * <p>Source: B. Efron and C. Morris, "Stein's estimation rule and its competitors", JASA 68 (1973);
 * R. E. Kalman, "A new approach to linear filtering and prediction problems", 1960.
 */
final class Effects {
  /** Half of what a network lost may be due to its layers meeting. */
  private static final double OF_MEETING = 0.5;

  private final Map<Part, Integer> indices;
  private final double[] means;
  private final double[][] covariance;

  private Effects(Map<Part, Integer> indices, double[] means, double[] variances) {
    this.indices = indices;
    this.means = means;
    this.covariance = new double[means.length][means.length];
    IntStream.range(0, means.length).forEach(i -> covariance[i][i] = variances[i]);
  }

  /** A change of the weights, or of the inputs, of one layer. */
  record Part(int layer, Change change) {}

  /**
   * What was measured of a part.
   *
   * @param error how much less the weights lose than the trained ones; NaN where nobody knows
   */
  record Single(Part part, double change, double variance, double error) {

    /** That of images, with some variance even where none of them differs. */
    static Single of(Part part, PairedOutcomes measured, double error) {
      return new Single(part, value(measured), varianceOf(measured), error);
    }
  }

  /** What was measured of a network with several changed layers. */
  record Joint(Assignment assignment, double change, double variance) {

    static Joint of(Assignment assignment, PairedOutcomes measured) {
      return new Joint(assignment, value(measured), varianceOf(measured));
    }
  }

  private static double value(PairedOutcomes measured) {
    return (double) (measured.gained() - measured.lost()) / measured.images();
  }

  /** Of a mean of −1, 0 and 1, as if one image more had differed. */
  private static double varianceOf(PairedOutcomes measured) {
    double n = measured.images();
    double mean = value(measured);
    return ((measured.discordant() + 1) / n - mean * mean) / n;
  }

  /** Returns what is known from these measurements. */
  static Effects of(List<Single> singles, List<Joint> joints) {
    Effects effects = new Effects(singles);
    double meeting = effects.varianceOfMeeting(joints);
    for (int i = 0; i < effects.means.length; i++) {
      effects.covariance[i][i] += meeting;
    }
    joints.forEach(effects::update);
    return effects;
  }

  private Effects(List<Single> singles) {
    this(
        IntStream.range(0, singles.size())
            .boxed()
            .collect(toMap(i -> singles.get(i).part(), i -> i, (a, b) -> a, HashMap::new)),
        new double[singles.size()],
        new double[singles.size()]);
    List<Single> predicted =
        singles.stream().filter(single -> !Double.isNaN(single.error())).toList();
    double slope = slope(predicted);
    double prior = varianceAround(slope, predicted);
    for (Single single : singles) {
      int i = indices.get(single.part());
      boolean drawn = !Double.isNaN(single.error());
      double weight = drawn ? prior / (prior + single.variance()) : 1;
      means[i] = weight * single.change() + (drawn ? (1 - weight) * slope * single.error() : 0);
      covariance[i][i] = weight * single.variance();
    }
  }

  /** The change for each unit of error, at least 0; weighted least squares. */
  private static double slope(List<Single> singles) {
    double xy = 0;
    double xx = 0;
    for (Single single : singles) {
      xy += single.error() * single.change() / single.variance();
      xx += single.error() * single.error() / single.variance();
    }
    return xx > 0 ? Math.max(0, xy / xx) : 0;
  }

  /** Returns how far effects lie from the line beyond what their own variance explains. */
  private static double varianceAround(double slope, List<Single> singles) {
    double sum = 0;
    for (Single single : singles) {
      double off = single.change() - slope * single.error();
      sum += off * off - single.variance();
    }
    return singles.isEmpty() ? 0 : Math.max(0, sum / singles.size());
  }

  /**
   * The median over networks of what they are off by, for each part beyond what chance explains.
   */
  private double varianceOfMeeting(List<Joint> joints) {
    double[] each =
        joints.stream()
            .filter(joint -> !parts(joint.assignment()).isEmpty())
            .mapToDouble(this::varianceOfMeeting)
            .sorted()
            .toArray();
    return each.length == 0 ? 0 : each[each.length / 2];
  }

  private double varianceOfMeeting(Joint joint) {
    List<Integer> parts = parts(joint.assignment());
    double off = joint.change() - mean(joint.assignment());
    double explained = noise(joint) + parts.stream().mapToDouble(i -> covariance[i][i]).sum();
    return Math.max(0, (off * off - explained) / parts.size());
  }

  private static double noise(Joint joint) {
    double meeting = OF_MEETING * joint.change();
    return joint.variance() + meeting * meeting;
  }

  private void update(Joint joint) {
    List<Integer> parts = parts(joint.assignment());
    double[] shared = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      for (int part : parts) {
        shared[i] += covariance[i][part];
      }
    }
    double variance = noise(joint) + parts.stream().mapToDouble(part -> shared[part]).sum();
    double off = joint.change() - mean(joint.assignment());
    for (int i = 0; i < means.length; i++) {
      means[i] += shared[i] / variance * off;
      for (int j = 0; j < means.length; j++) {
        covariance[i][j] -= shared[i] * shared[j] / variance;
      }
    }
  }

  private List<Integer> parts(Assignment assignment) {
    List<Integer> parts = new ArrayList<>();
    for (int layer = 0; layer < assignment.changes().size(); layer++) {
      for (Change part : LayerChoices.parts(assignment.changes().get(layer))) {
        parts.add(indices.get(new Part(layer, part)));
      }
    }
    return parts;
  }

  /** Returns how much a choice in a layer is expected to change the accuracy. */
  double mean(int layer, Change change) {
    return LayerChoices.parts(change).stream()
        .mapToDouble(part -> means[indices.get(new Part(layer, part))])
        .sum();
  }

  /** Returns how much a whole network is expected to differ in accuracy from the unaltered one. */
  double mean(Assignment assignment) {
    return IntStream.range(0, assignment.changes().size())
        .mapToDouble(layer -> mean(layer, assignment.changes().get(layer)))
        .sum();
  }
}
