package org.orthant.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.orthant.api.BadInputException;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Quantizer;

/** The layers of a network, added one after the other from the image on. */
final class Layout {
  private static final int KERNEL = 3;
  private static final int WIDEST = 65536;

  private record Place(LayerShape shape, boolean pooled) {}

  private final List<Place> places = new ArrayList<>();
  private ImageShape image;
  private int denseLayers;

  /** A network on such images, without layers yet. */
  Layout(ImageShape image) {
    this.image = image;
  }

  static void requireWidths(List<Integer> widths, String parameter) {
    InvalidParameterException.unless(
        widths.stream().allMatch(width -> width >= 1 && width <= WIDEST),
        parameter,
        "every width must lie in 1 … " + WIDEST,
        widths);
  }

  /** Adds "same" convolutions, every second with a max pool. */
  Layout convolutions(List<Integer> filters) {
    for (int i = 0; i < filters.size(); i++) {
      String name = "conv" + (i + 1);
      boolean pooled = i % 2 == 1;
      if (pooled && (image.height() % 2 == 1 || image.width() % 2 == 1)) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "the 2×2 pool after %s needs an image of even height and width, and meets %s",
                name,
                image));
      }
      LayerShape shape = LayerShape.same(name, image, KERNEL, filters.get(i));
      places.add(new Place(shape, pooled));
      int step = pooled ? 2 : 1;
      image = new ImageShape(image.height() / step, image.width() / step, filters.get(i));
    }
    return this;
  }

  /** Adds dense layers. */
  Layout dense(List<Integer> widths) {
    widths.forEach(this::dense);
    return this;
  }

  /** Adds the layer whose outputs are the scores. */
  Layout scores(int classes) {
    dense(classes);
    return this;
  }

  private void dense(int width) {
    denseLayers++;
    places.add(new Place(LayerShape.dense("dense" + denseLayers, image.size(), width), false));
    image = ImageShape.vector(width);
  }

  /**
   * The layers with their quantizers. The last has no activation.
   *
   * @throws BadInputException if an override names no layer, or a quantizer cannot serve one
   */
  List<LayerRecipe> recipes(
      Quantizer weights, Quantizer activations, Map<String, LayerOverride> overrides) {
    TreeSet<String> unknown = new TreeSet<>(overrides.keySet());
    places.forEach(place -> unknown.remove(place.shape().name()));
    if (!unknown.isEmpty()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "overrides name no layer of the network: %s; it has %s",
              String.join(", ", unknown),
              String.join(", ", places.stream().map(place -> place.shape().name()).toList())));
    }
    List<LayerRecipe> recipes = new ArrayList<>();
    for (Place place : places) {
      LayerOverride override = overrides.getOrDefault(place.shape().name(), new LayerOverride());
      boolean last = recipes.size() == places.size() - 1;
      recipes.add(
          new LayerRecipe(
              place.shape(),
              place.pooled(),
              override.weights().orElse(weights),
              last ? Optional.empty() : Optional.of(override.activations().orElse(activations))));
    }
    return recipes;
  }
}
