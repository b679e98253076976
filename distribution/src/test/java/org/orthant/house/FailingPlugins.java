package org.orthant.house;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.Seed;
import org.orthant.api.finding.Conclusion;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Sign;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Plugin;
import org.orthant.api.spi.Probe;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Sample;
import org.orthant.api.statistics.Moments;

/** Plugins that break their contracts, each in one way. */
public final class FailingPlugins {
  private static final Map<Class<? extends Plugin>, List<Class<? extends Plugin>>> KINDS =
      Map.of(
          Quantizer.class,
          List.of(
              OtherShape.class,
              NotANumber.class,
              Unfit.class,
              WeightsOnly.class,
              NoGroups.class,
              InPlace.class,
              Moody.class),
          Probe.class,
          List.of(
              Mapping.class,
              ThrowsOnWeights.class,
              ThrowsOnOneBlock.class,
              ThrowsAtTheEnd.class,
              Twice.class,
              Unlinked.class,
              ChangesInputs.class));

  private FailingPlugins() {}

  /**
   * Sees the shipped plugins, and these beside them.
   *
   * @param folder where to write the service files
   */
  static ClassLoader beside(Path folder) throws IOException {
    return beside(folder, KINDS);
  }

  /**
   * Sees the shipped plugins, and others beside them.
   *
   * @param folder where to write the service files
   * @param plugins by their kind
   */
  static ClassLoader beside(
      Path folder, Map<Class<? extends Plugin>, List<Class<? extends Plugin>>> plugins)
      throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    for (var kind : plugins.entrySet()) {
      Files.write(
          services.resolve(kind.getKey().getName()),
          kind.getValue().stream().map(Class::getName).toList());
    }
    return new URLClassLoader(new URL[] {url(folder)}, FailingPlugins.class.getClassLoader());
  }

  private static URL url(Path folder) throws MalformedURLException {
    return folder.toUri().toURL();
  }

  /** Gives a column too many. */
  @Id("other-shape")
  @Doc("Gives a column too many")
  public record OtherShape() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> Nd4j.zeros(rows.size(0), rows.size(1) + 1);
    }
  }

  /** Gives NaN in one place. */
  @Id("not-a-number")
  @Doc("Gives NaN in one place")
  public record NotANumber() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> new Sign().apply(rows).putScalar(3, 5, Float.NaN);
    }
  }

  /** Throws when it is fitted to one layer. */
  @Id("unfit")
  @Doc("Throws when it is fitted to dense2")
  public record Unfit() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      if (sample.shape().name().equals("dense2")) {
        throw new IllegalStateException("<b>no luck</b>\nat all");
      }
      return new Sign();
    }
  }

  /** Maps the weights it was fitted to and throws at anything else. */
  @Id("weights-only")
  @Doc("Throws at rows that are not the weights")
  public record WeightsOnly() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      INDArray weights = sample.rows();
      return rows -> {
        if (!rows.equalShapes(weights)) {
          throw new AssertionError("not the weights");
        }
        return new Sign().apply(rows);
      };
    }
  }

  /** Throws at as many rows as a group has images. */
  @Id("no-groups")
  @Doc("Throws at as many rows as a group has images")
  public record NoGroups() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> {
        if (rows.size(0) == 25) {
          throw new IllegalStateException("no groups");
        }
        return new Sign().apply(rows);
      };
    }
  }

  /** Changes its argument. */
  @Id("in-place")
  @Doc("Changes its argument")
  public record InPlace() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      return rows -> {
        INDArray result = new Sign().apply(rows);
        rows.putScalar(1, 2, 7);
        return result;
      };
    }
  }

  /** Gives something else each time. */
  @Id("moody")
  @Doc("Gives something else each time")
  public record Moody() implements Quantizer {
    @Override
    public VectorMap fit(Sample sample, Seed seed) {
      int[] calls = {0};
      return rows -> {
        calls[0]++;
        return new Sign().apply(rows).muli(calls[0]);
      };
    }
  }

  /** Maps what enters each layer with each quantizer; there is nothing wrong with it. */
  @Id("mapping")
  @Doc("Maps what enters each layer")
  public record Mapping() implements Probe {
    @Override
    public Needs needs() {
      return Needs.inputs(50);
    }

    @Override
    public void onBlock(Block block, Stats out) {
      for (String quantizer : block.quantizers()) {
        INDArray mapped = block.map(quantizer).apply(block.unfold(block.inputs()));
        out.at(key(quantizer), Moments::new).add(mapped.meanNumber().doubleValue());
      }
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(
          evidence.layers().stream()
              .flatMap(
                  layer ->
                      evidence.quantizers(layer).stream()
                          .map(quantizer -> mean(evidence, layer, quantizer)))
              .toList(),
          List.of());
    }

    private static Finding mean(Evidence evidence, LayerShape layer, String quantizer) {
      Moments means = evidence.blocks(Trial.BASELINE, layer).total(key(quantizer));
      return Finding.Scalar.of(
          Subject.of(layer.name(), quantizer), "mean", means.mean(), means.count());
    }

    private static Key<Moments> key(String quantizer) {
      return Key.total("mean", Moments.class).of(quantizer);
    }
  }

  /** Throws at the weights of one layer. */
  @Id("throws-on-weights")
  @Doc("Throws at the weights of dense2")
  public record ThrowsOnWeights() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public void onWeights(LayerView layer, Stats out) {
      if (layer.layer().name().equals("dense2")) {
        throw new IllegalStateException("<script>alert(1)</script>" + "x".repeat(1000));
      }
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      throw new AssertionError("asked though it failed");
    }
  }

  /** Throws in one group. */
  @Id("throws-on-one-block")
  @Doc("Throws at dense2 in every group from the second on")
  public record ThrowsOnOneBlock() implements Probe {
    @Override
    public Needs needs() {
      return Needs.inputs(50);
    }

    @Override
    public void onBlock(Block block, Stats out) {
      if (block.group() >= 1 && block.layer().name().equals("dense2")) {
        throw new IllegalStateException("not this one");
      }
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      throw new AssertionError("asked though it failed");
    }
  }

  /** Throws when all is measured. */
  @Id("throws-at-the-end")
  @Doc("Throws when all is measured")
  public record ThrowsAtTheEnd() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      throw new UnsupportedOperationException();
    }
  }

  /** Finds the same thing twice, which no report can show. */
  @Id("twice")
  @Doc("Finds the same thing twice")
  public record Twice() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      Finding finding = Finding.Scalar.of(Subject.layer("dense1"), "size", 1, 1);
      return new Conclusion(List.of(finding, finding), List.of());
    }
  }

  /** Compiled against something else. */
  @Id("unlinked")
  @Doc("Misses a method")
  public record Unlinked() implements Probe {
    @Override
    public Needs needs() {
      return Needs.WEIGHTS;
    }

    @Override
    public void onWeights(LayerView layer, Stats out) {
      throw new NoSuchMethodError("Layer.bias()");
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(List.of(), List.of());
    }
  }

  /** Changes what enters a layer, and its weights. */
  @Id("changes-inputs")
  @Doc("Changes what enters dense2 and its weights")
  public record ChangesInputs() implements Probe {
    @Override
    public Needs needs() {
      return Needs.inputs(50);
    }

    @Override
    public void onBlock(Block block, Stats out) {
      if (block.layer().name().equals("dense2")) {
        block.layer().weights().assign(1);
        block.inputs().putScalar(0, 3, 9);
      }
    }

    @Override
    public Conclusion conclude(Evidence evidence) {
      return new Conclusion(List.of(), List.of());
    }
  }
}
