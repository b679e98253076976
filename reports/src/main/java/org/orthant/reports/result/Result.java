package org.orthant.reports.result;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run has found: a result.json of schema 1.
 *
 * @param lookup the same by what it is asked for
 */
public record Result(
    String name,
    String network,
    Optional<String> dataset,
    List<Quantizer> quantizers,
    List<Probe> probes,
    List<Layer> layers,
    List<Scalar> findings,
    List<Distribution> distributions,
    List<Curve> curves,
    List<Joint> joints,
    List<Filters> filters,
    List<Verdict> verdicts,
    List<Remedy> remedies,
    List<Advice> advice,
    List<GateCheck> gate,
    List<Caution> cautions,
    List<Failure> failures,
    Provenance provenance,
    Lookup lookup) {

  /** The reserved layer name for what concerns the whole network. */
  public static final String NETWORK = "network";

  private static final int MANY_LAYERS = 48;

  Result(
      String name,
      String network,
      Optional<String> dataset,
      List<Quantizer> quantizers,
      List<Probe> probes,
      List<Layer> layers,
      List<Scalar> findings,
      List<Distribution> distributions,
      List<Curve> curves,
      List<Joint> joints,
      List<Filters> filters,
      List<Verdict> verdicts,
      List<Remedy> remedies,
      List<Advice> advice,
      List<GateCheck> gate,
      List<Caution> cautions,
      List<Failure> failures,
      Provenance provenance) {
    this(
        name,
        network,
        dataset,
        quantizers,
        probes,
        layers,
        findings,
        distributions,
        curves,
        joints,
        filters,
        verdicts,
        remedies,
        advice,
        gate,
        cautions,
        failures,
        provenance,
        Lookup.of(quantizers, layers, findings, distributions, curves, joints, verdicts, remedies));
  }

  /**
   * The layers that have a place of their own on a page, each with its place from 0: the network's
   * own, then others with figures or verdicts of probes.
   */
  public Map<String, Integer> panels() {
    return lookup.panels();
  }

  /** Whether it has more layers than a page shows one beside the other. */
  public boolean hasManyLayers() {
    return layers.size() > MANY_LAYERS;
  }

  /** Whether random vectors were measured instead of a network, one distribution as a layer. */
  public boolean isOfVectors() {
    return network.equals("random-vectors");
  }

  /** The distributions of a layer. */
  public List<Distribution> distributionsOf(String layer) {
    return lookup.distributions().getOrDefault(layer, List.of());
  }

  /** The curves of a layer. */
  public List<Curve> curvesOf(String layer) {
    return lookup.curves().getOrDefault(layer, List.of());
  }

  /** The joint histograms of a layer. */
  public List<Joint> jointsOf(String layer) {
    return lookup.joints().getOrDefault(layer, List.of());
  }

  /** The filters of a layer that can be drawn, those before quantization first. */
  public List<Filters> filtersOf(String layer) {
    return filters.stream().filter(each -> each.subject().layer().equals(layer)).toList();
  }

  /** Whether the network has a layer of that name; the reserved names are none. */
  public boolean hasLayer(String layer) {
    return lookup.layers().containsKey(layer);
  }

  /** The network's layer of that name. */
  public Optional<Layer> layer(String layer) {
    return Optional.ofNullable(lookup.layers().get(layer));
  }

  /** All verdicts on a layer, or on the network. */
  public List<Verdict> verdictsOn(String layer) {
    return lookup.verdicts().getOrDefault(layer, List.of());
  }

  /** The verdict on a whole layer, or on the network. */
  public Optional<Verdict> verdictOn(String layer) {
    return verdictsOn(layer).stream()
        .filter(verdict -> verdict.probe().isEmpty() && verdict.quantizer().isEmpty())
        .findFirst();
  }

  /** The verdicts on one quantizer in one layer. */
  public List<Verdict> verdictsOn(String layer, String quantizer) {
    return lookup.verdictsUnder().getOrDefault(new Lookup.Under(layer, quantizer), List.of());
  }

  /**
   * Whether a layer costs no accuracy under a quantizer: every verdict of the probe ablation on it,
   * or on the layer as it is used if it is used with that quantizer, is sound, and there is one.
   */
  public boolean isCostless(String layer, String quantizer) {
    List<Verdict> costs =
        verdictsOn(layer).stream()
            .filter(verdict -> verdict.probe().equals(Optional.of("ablation")))
            .filter(
                verdict ->
                    verdict
                        .quantizer()
                        .map(quantizer::equals)
                        .orElseGet(() -> isUsedWith(layer, quantizer)))
            .toList();
    return !costs.isEmpty() && costs.stream().allMatch(cost -> cost.grade() == Grade.SOUND);
  }

  /** Of the quantizers of the run, the one that a layer is looked at under. */
  public Optional<String> quantizerOf(Layer layer) {
    List<String> serving = List.copyOf(quantizersIn(layer.name()).values());
    return layer
        .place()
        .map(Place::weights)
        .filter(serving::contains)
        .or(() -> serving.stream().findFirst())
        .or(() -> quantizerNames().stream().findFirst());
  }

  /** A result that does not say so is taken to use the first quantizer that it names. */
  public boolean isUsedWith(String layer, String quantizer) {
    return layer(layer)
        .flatMap(Layer::place)
        .map(place -> place.weights().equals(quantizer))
        .orElseGet(
            () -> quantizersIn(layer).values().stream().limit(1).anyMatch(quantizer::equals));
  }

  /**
   * The worst verdict on a quantizer in a layer. An open question counts before what is sound; a
   * layer that costs no accuracy is strained at worst.
   */
  public Optional<Verdict> worst(String layer, String quantizer) {
    List<Verdict> verdicts = verdictsOn(layer, quantizer);
    Optional<Verdict> worst = verdicts.stream().min(Comparator.comparing(Verdict::grade));
    return worst
        .filter(verdict -> verdict.grade() == Grade.SOUND)
        .flatMap(sound -> verdicts.stream().filter(Verdict::open).findFirst())
        .or(() -> worst)
        .map(
            verdict ->
                verdict.grade() == Grade.DEGRADED && isCostless(layer, quantizer)
                    ? verdict.spared()
                    : verdict);
  }

  /** The verdict of one probe on one quantizer in one layer, or one that holds for all probes. */
  public Optional<Verdict> verdictOn(String layer, String quantizer, String probe) {
    return verdictsOn(layer, quantizer).stream()
        .filter(verdict -> verdict.probe().map(probe::equals).orElse(true))
        .findFirst();
  }

  /** The quantizers as configured, then any others that are spoken of. */
  public List<String> quantizerNames() {
    return lookup.quantizers();
  }

  /** The quantizers with numbers or verdicts in a layer, by their place among all. */
  public SortedMap<Integer, String> quantizersIn(String layer) {
    return lookup.quantizersIn().getOrDefault(layer, new TreeMap<>());
  }

  /**
   * Returns what a probe found as a metric under a quantizer, in the order of the network's layers.
   */
  public List<Scalar> acrossLayers(String probe, String quantizer, String metric) {
    return lookup.across().getOrDefault(new Lookup.Across(probe, quantizer, metric), List.of());
  }

  /** Returns what does better in a layer, by some measurement. */
  public List<Remedy> remediesOf(String layer) {
    return lookup.remedies().getOrDefault(layer, List.of());
  }

  /** The accuracy of the network as used, whichever probe measured it. */
  public Optional<Scalar> accuracy() {
    return finding(Subject.of("ablation", NETWORK, "accuracy"))
        .or(() -> finding(Subject.of("accuracy", NETWORK, "accuracy")));
  }

  /** The number that was found for a subject. */
  public Optional<Scalar> finding(Subject subject) {
    return Optional.ofNullable(lookup.findings().get(subject));
  }

  /** The number that a probe gave as this metric of the same subject. */
  public Optional<Scalar> finding(Subject subject, String metric) {
    return finding(
        new Subject(
            subject.probe(), subject.quantizer(), subject.layer(), subject.change(), metric));
  }

  /**
   * A quantizer of the run.
   *
   * @param focus whether the run puts it first, to compare the others with it
   */
  public record Quantizer(String name, String plugin, String description, boolean focus) {}

  public record Probe(String id, String doc) {}

  /**
   * A layer.
   *
   * @param place where it stands in the network; unknown in results of old, and where no image
   *     passes
   */
  public record Layer(
      String name, String kind, long dimension, long filters, Optional<Place> place) {}

  /**
   * Where a layer stands.
   *
   * @param weights the quantizer that the network computes with, or {@link #CONTINUOUS}
   * @param inputs the quantizer that its inputs come from, or {@link #CONTINUOUS}
   * @param after the layers that enter it; empty where the image does
   */
  public record Place(String weights, String inputs, List<String> after) {
    /** Stands in the place of a quantizer where there is none. */
    public static final String CONTINUOUS = "continuous";

    /** Whether the network computes with quantized weights. */
    public boolean hasQuantizedWeights() {
      return !weights.equals(CONTINUOUS);
    }

    /** Whether its inputs are quantized. */
    public boolean hasQuantizedInputs() {
      return !inputs.equals(CONTINUOUS);
    }
  }

  /** Who measured what, of which layer. */
  public record Subject(
      String probe,
      Optional<String> quantizer,
      String layer,
      Optional<String> change,
      String metric) {

    /** A layer under a quantizer. */
    public static Subject of(String probe, String quantizer, String layer, String metric) {
      return new Subject(probe, Optional.of(quantizer), layer, Optional.empty(), metric);
    }

    /** A layer, or the network, as it is. */
    public static Subject of(String probe, String layer, String metric) {
      return new Subject(probe, Optional.empty(), layer, Optional.empty(), metric);
    }

    /** A layer under a quantizer, held against the same under another. */
    public static Subject insteadOf(
        String probe, String quantizer, String other, String layer, String metric) {
      return new Subject(
          probe, Optional.of(quantizer), layer, Optional.of("instead-of:" + other), metric);
    }

    /** Returns what became of the network by changing a layer or a group of layers. */
    public static Subject trial(String layer, String change, String metric) {
      return new Subject("ablation", Optional.empty(), layer, Optional.of(change), metric);
    }
  }

  /** A number; NaN where it is undefined. */
  public record Scalar(
      Subject subject,
      double value,
      OptionalDouble expected,
      OptionalDouble low,
      OptionalDouble high,
      OptionalLong n) {}

  /** Equal bins from {@code low} to {@code high}. */
  public record Axis(double low, double high, int bins) {
    public double edge(int bin) {
      return low + bin * width();
    }

    /** Of one bin. */
    public double width() {
      return (high - low) / bins;
    }
  }

  public record LabelledAxis(String label, Axis axis) {}

  /**
   * Counts per bin; {@code reference} holds the expected probability of each bin, or nothing.
   *
   * @param outside how many values fell beside the axis
   */
  public record Distribution(
      Subject subject, Axis axis, List<Long> counts, long outside, List<Double> reference) {}

  /** What y is at each x; {@code reference} holds the expected y of each, or nothing. */
  public record Curve(Subject subject, LabelledValues x, LabelledValues y, List<Double> reference) {

    /** Whether it was measured while the network was trained. */
    public boolean isOfTraining() {
      return subject.probe().equals("training");
    }
  }

  public record LabelledValues(String label, List<Double> values) {}

  /** Counts of pairs, {@code counts[y][x]} from the lowest values up. */
  public record Joint(Subject subject, LabelledAxis x, LabelledAxis y, List<List<Long>> counts) {}

  /**
   * Filters of a convolution that can be drawn.
   *
   * @param channels 1, or 3 for red, green and blue
   * @param values [filter][height · width · channels], in the order (row, column, channel)
   */
  public record Filters(
      Subject subject, int height, int width, int channels, List<List<Double>> values) {}

  /**
   * A judgement.
   *
   * @param change what is judged of the quantizer beside its weights alone, such as {@code
   *     weights:NAME,inputs:NAME}; empty for these
   * @param open whether something that was asked has no answer
   * @param timesAsManyImages how many times as many images would tell, of what is uncertain
   */
  public record Verdict(
      Optional<String> probe,
      Optional<String> quantizer,
      String layer,
      Optional<String> change,
      Grade grade,
      String reason,
      boolean open,
      OptionalDouble timesAsManyImages) {

    /** Returns the same where the layer costs no accuracy. */
    Verdict spared() {
      return new Verdict(
          probe,
          quantizer,
          layer,
          change,
          Grade.STRAINED,
          reason + "; strained, not degraded, since ablation finds that it costs no accuracy",
          open,
          timesAsManyImages);
    }

    /** The trial of the run that it rests on, where a trial puts a quantizer into the layer. */
    public String trial(String ofQuantizer) {
      return change.orElse("weights:" + ofQuantizer);
    }
  }

  /**
   * What a measurement finds better in a layer than a quantizer.
   *
   * @param alternative another quantizer; empty where continuous weights are meant, and in results
   *     of old
   */
  public record Remedy(
      String probe,
      Optional<String> quantizer,
      String layer,
      Optional<String> alternative,
      String text) {}

  /**
   * A network that a probe advises.
   *
   * @param name by which findings call it, as {@code advice:NAME}
   * @param goal what it keeps to
   * @param text what was measured of it
   */
  public record Advice(String probe, String name, String goal, String text, List<Choice> choices) {

    /**
     * What one layer computes with.
     *
     * @param change such as {@code weights:NAME}; empty for what it has
     */
    public record Choice(String layer, String change, OptionalDouble bits) {}
  }

  /**
   * What a reader must know before using what some probes found.
   *
   * @param text one sentence
   */
  public record Caution(String text, List<String> probes) {}

  /**
   * What became of a rule of the run's gate in a layer.
   *
   * @param outcome PASSED, FAILED, or another word where the rule was not held to anything
   */
  public record GateCheck(String rule, String layer, String outcome, String reason) {
    private static final String PASSED = "PASSED";
    private static final String FAILED = "FAILED";

    public boolean hasPassed() {
      return outcome.equals(PASSED);
    }

    public boolean hasFailed() {
      return outcome.equals(FAILED);
    }

    /** In a word. */
    public String label() {
      return outcome.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** A file that plugins of the run came from. */
  public record PluginJar(String name, Optional<String> version, String digest) {}

  /**
   * A plugin that this run had to do without.
   *
   * @param plugin its kind
   */
  public record Failure(String plugin, String name, Optional<String> layer, String reason) {
    public boolean isOfProbe(String probe) {
      return plugin.equals("probe") && name.equals(probe);
    }
  }

  public record Provenance(
      String orthant,
      String config,
      String configDigest,
      long seed,
      Optional<String> datasetDigest,
      Map<String, String> network,
      List<PluginJar> plugins,
      Optional<String> java,
      Optional<String> os,
      Optional<String> cpu,
      OptionalLong threads,
      Map<String, Double> durations,
      Optional<String> finished) {
    public Provenance {
      network = Collections.unmodifiableMap(new LinkedHashMap<>(network));
      plugins = List.copyOf(plugins);
      durations = Collections.unmodifiableMap(new LinkedHashMap<>(durations));
    }
  }
}
