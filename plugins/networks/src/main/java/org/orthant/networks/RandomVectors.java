package org.orthant.networks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.graph.Model;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;

/**
 * Not a network but what the theory of one speaks of: layers whose filters are random vectors, each
 * layer drawn with a seed of its own name. No image can pass them.
 *
 * <p>Source: Anderson and Berg, arXiv 1705.07199, figure 2a for isotropic vectors; their ICLR 2018
 * version, figure 4, for the exponential spectrum.
 */
@Id("random-vectors")
@Doc(
    value = "Layers of random vectors, Gaussian or patches of images, to hold the theory against",
    formula = "exponential: xᵢ = gᵢ exp(rate (i − d/2)); power law: Var xᵢ = i^(−exponent)",
    source = "Anderson and Berg, arXiv 1705.07199, figure 2a, and ICLR 2018, figure 4")
public record RandomVectors(
    @Doc("how many vectors each layer has") int vectors,
    @Doc("dimensions of layers with independent standard normal components")
        List<Integer> isotropic,
    @Doc("dimensions of layers whose components grow exponentially in scale")
        List<Integer> exponential,
    @Doc("by how much the logarithm of the scale grows from component to component")
        double exponentialRate,
    @Doc("dimensions of layers whose components fall in variance by a power law")
        List<Integer> powerLaw,
    @Doc("the power by which the variance falls") double powerLawExponent,
    @Doc("sides of square patches of training images, odd; each gives a layer")
        List<Integer> patches)
    implements NetworkSource {

  /** 400 MB as float32; every quantizer of the run takes as much again. */
  private static final long MOST_NUMBERS = 100_000_000;

  /** By which factor scales may differ, as a logarithm: squares then stay far inside float32. */
  private static final double WIDEST = 80;

  public RandomVectors() {
    this(10_000, List.of(3, 10, 27, 1152), List.of(), 0.1, List.of(), 1, List.of());
  }

  public RandomVectors {
    isotropic = List.copyOf(isotropic);
    exponential = List.copyOf(exponential);
    powerLaw = List.copyOf(powerLaw);
    patches = List.copyOf(patches);
    InvalidParameterException.unless(vectors >= 1, "vectors", "must be at least 1", vectors);
    requirePositive(exponentialRate, "exponentialRate");
    requirePositive(powerLawExponent, "powerLawExponent");
    requireDimensions(isotropic, "isotropic", Integer.MAX_VALUE, "");
    requireDimensions(
        exponential,
        "exponential",
        1 + WIDEST / exponentialRate,
        " at exponential-rate = " + exponentialRate);
    requireDimensions(
        powerLaw,
        "powerLaw",
        StrictMath.exp(2 * WIDEST / powerLawExponent),
        " at power-law-exponent = " + powerLawExponent);
    requireDimensions(patches, "patches", Integer.MAX_VALUE, "");
    for (int side : patches) {
      InvalidParameterException.unless(side % 2 == 1, "patches", "a side must be odd", side);
    }
    if (isotropic.isEmpty() && exponential.isEmpty() && powerLaw.isEmpty() && patches.isEmpty()) {
      throw new InvalidParameterException(
          "isotropic", "must not be empty where exponential, power-law and patches are");
    }
  }

  private static void requirePositive(double value, String parameter) {
    InvalidParameterException.unless(
        value > 0 && Double.isFinite(value), parameter, "must be a finite number above 0", value);
  }

  private static void requireDimensions(
      List<Integer> entries, String parameter, double most, String where) {
    for (int entry : entries) {
      InvalidParameterException.unless(
          entry >= 1, parameter, "each entry must be at least 1", entry);
      InvalidParameterException.unless(
          entry <= most,
          parameter,
          String.format(Locale.ROOT, "each entry must be at most %d%s", (long) most, where),
          entry);
    }
    InvalidParameterException.unless(
        new HashSet<>(entries).size() == entries.size(),
        parameter,
        "must not name anything twice",
        entries);
  }

  @Override
  public boolean takesImages() {
    return false;
  }

  @Override
  public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
    return randomLayers(dataset).stream()
        .map(layer -> new LayerOutline(layer.shape(), false, true, false))
        .toList();
  }

  @Override
  public Model obtain(Preparation preparation) {
    Optional<Dataset> dataset = preparation.dataset();
    List<Layer> layers = new ArrayList<>();
    Map<String, String> provenance = new HashMap<>();
    for (RandomLayer layer : randomLayers(dataset.map(Dataset::shape))) {
      String name = layer.shape().name();
      layers.add(layer(layer.shape(), layer.draw(dataset, preparation.seed().fork(name))));
      provenance.put(name, layer.description());
    }
    return Model.ofLayers(layers, provenance);
  }

  private static Layer layer(LayerShape shape, float[] vectors) {
    return new Layer(
        shape,
        Nd4j.create(vectors, new long[] {shape.filters(), shape.dimension()}, 'c'),
        Optional.empty());
  }

  private List<RandomLayer> randomLayers(Optional<DatasetShape> dataset) {
    List<RandomLayer> layers = new ArrayList<>();
    for (int d : isotropic) {
      layers.add(gaussian("isotropic-" + d, d, "independent standard normal components", i -> 1.0));
    }
    for (int d : exponential) {
      layers.add(
          gaussian(
              "exponential-" + d,
              d,
              String.format(
                  Locale.ROOT,
                  "independent normal components of scale exp(%s (i − d/2))",
                  exponentialRate),
              i -> StrictMath.exp(exponentialRate * (i - d / 2.0))));
    }
    for (int d : powerLaw) {
      layers.add(
          gaussian(
              "power-law-" + d,
              d,
              String.format(
                  Locale.ROOT,
                  "independent normal components of variance i^(−%s)",
                  powerLawExponent),
              i -> StrictMath.pow(i + 1, -powerLawExponent / 2)));
    }
    for (int side : patches) {
      layers.add(patches(side, dataset));
    }
    requireMemory(layers);
    return layers;
  }

  private RandomLayer gaussian(
      String name, int dimension, String components, IntToDoubleFunction standardDeviation) {
    return new GaussianLayer(
        LayerShape.dense(name, dimension, vectors),
        String.format(Locale.ROOT, "%d vectors of %d %s", vectors, dimension, components),
        standardDeviation);
  }

  private RandomLayer patches(int side, Optional<DatasetShape> dataset) {
    ImageShape image =
        dataset
            .orElseThrow(
                () ->
                    new BadInputException("patches are cut from the images of a dataset: name one"))
            .image();
    if (side > Math.min(image.height(), image.width())) {
      throw new BadInputException(
          String.format(
              Locale.ROOT, "patches of side %d do not fit into images of %s", side, image));
    }
    int dimension = side * side * image.channels();
    return new PatchLayer(LayerShape.same("patches-" + dimension, image, side, vectors));
  }

  private static void requireMemory(List<RandomLayer> layers) {
    double numbers =
        layers.stream()
            .map(RandomLayer::shape)
            .mapToDouble(shape -> (double) shape.filters() * shape.dimension())
            .sum();
    if (numbers > MOST_NUMBERS) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "vectors × the sum of all dimensions must be at most %d, but is %.0f",
              MOST_NUMBERS,
              numbers));
    }
  }
}
