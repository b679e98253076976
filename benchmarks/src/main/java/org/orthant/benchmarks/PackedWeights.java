package org.orthant.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.benchmarks.plugins.Noise;
import org.orthant.benchmarks.plugins.RandomCnn;
import org.orthant.kernels.convolution.PackedFilters;

/** What the binary weights of the full-width network take in memory, packed and as float32. */
final class PackedWeights implements Chapter {

  @Override
  public List<String> measured(Settings settings, Session session) {
    List<List<String>> rows = new ArrayList<>();
    long packed = 0;
    long floats = 0;
    for (LayerOutline outline : new RandomCnn().layers(Optional.of(new Noise().shape()))) {
      LayerShape layer = outline.shape();
      long packedOfLayer = packedBytes(layer);
      long floatsOfLayer = (long) layer.filters() * layer.dimension() * Float.BYTES;
      rows.add(row(layer.name(), packedOfLayer, floatsOfLayer));
      packed += packedOfLayer;
      floats += floatsOfLayer;
    }
    rows.add(row("all", packed, floats));
    List<String> lines = new ArrayList<>(List.of("## Memory of binary weights", ""));
    lines.addAll(Markdown.table(List.of("layer", "packed", "float32", "ratio"), rows));
    return lines;
  }

  private static long packedBytes(LayerShape layer) {
    SplittableRandom random = new SplittableRandom(1);
    float[] signs = new float[layer.filters() * layer.dimension()];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    return PackedFilters.of(
            signs, layer.filters(), layer.window().kernel().area(), layer.input().channels())
        .orElseThrow()
        .bytes();
  }

  private static List<String> row(String name, long packed, long floats) {
    return List.of(
        name,
        String.format(Locale.ROOT, "%,d bytes", packed),
        String.format(Locale.ROOT, "%,d bytes", floats),
        String.format(Locale.ROOT, "%.1f×", (double) floats / packed));
  }
}
