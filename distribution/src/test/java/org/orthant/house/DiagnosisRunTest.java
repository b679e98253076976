package org.orthant.house;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.framework.cli.Orthant;

/**
 * Networks of one layer with one thing wrong each: the page names it, and no other. Random numbers
 * are Gaussian where nothing else is said.
 */
class DiagnosisRunTest {
  private static final int IMAGES = 500;
  private static final int FILTERS = 64;
  private static final List<String> CAUSES =
      List.of(
          "its inputs vary along few directions",
          "its filters are of unlike scale",
          "its weights have outliers",
          "its weights heap up near zero",
          "its filters are short",
          "too few images to tell");

  private static final String ALL =
      "[angle, dot-product: { images: 100 }, permutation: { images: 100 },"
          + " spectrum: { images: 100 }, weights]";

  @TempDir private Path folder;
  private final SplittableRandom random = new SplittableRandom(41);
  private float[][] images = gaussian(IMAGES, 256, 0.2);
  private float[][] weights = gaussian(FILTERS, 256, 1);

  @Test
  void gaussianWeightsAndInputsHaveNoCause() throws IOException {
    assertThat(causes("binary", ALL)).isEmpty();
  }

  @Test
  void inputsOfOneDirection() throws IOException {
    // Signs say little of the weights along it, since these are far from Gaussian.
    int along = 24;
    for (float[] filter : weights) {
      for (int i = 0; i < along; i++) {
        filter[i] = (float) (0.25 * Math.pow(random.nextGaussian(), 3));
      }
    }
    for (float[] image : images) {
      float common = (float) Math.max(-0.7, Math.min(0.7, 0.3 * random.nextGaussian()));
      for (int i = 0; i < image.length; i++) {
        image[i] = 0.25f * image[i] + (i < along ? common : 0);
      }
    }
    assertThat(causes("binary", ALL)).containsExactly("its inputs vary along few directions");
  }

  @Test
  void filtersOfUnlikeScale() throws IOException {
    for (int f = 0; f < FILTERS; f++) {
      float scale = (float) Math.exp(1.5 * random.nextGaussian());
      for (int i = 0; i < weights[f].length; i++) {
        weights[f][i] *= scale;
      }
    }
    assertThat(causes("binary", ALL)).containsExactly("its filters are of unlike scale");
  }

  @Test
  void outliersInEachFilter() throws IOException {
    for (float[] filter : weights) {
      filter[random.nextInt(filter.length)] *= 30;
    }
    assertThat(causes("binary", ALL)).containsExactly("its weights have outliers");
  }

  @Test
  void mostWeightsNearZero() throws IOException {
    for (float[] filter : weights) {
      for (int i = 0; i < filter.length; i++) {
        filter[i] *= random.nextDouble() < 0.4 ? 0.01f : 1;
      }
    }
    assertThat(causes("binary", ALL)).containsExactly("its weights heap up near zero");
  }

  @Test
  void shortFilters() throws IOException {
    images = gaussian(IMAGES, 27, 0.2);
    weights = gaussian(FILTERS, 27, 1);
    assertThat(causes("binary", ALL)).containsExactly("its filters are short");
  }

  @Test
  void fewImages() throws IOException {
    assertThat(
            causes("{ uniform: { bits: 4 } }", "[angle, output-change: { images: 15, refit: 0 }]"))
        .containsExactly("too few images to tell");
  }

  /** The causes that the first screen names. */
  private List<String> causes(String quantizer, String probes) throws IOException {
    Path network = Files.createDirectories(folder.resolve("network"));
    Files.writeString(
        network.resolve("network.yaml"),
        String.format(
            Locale.ROOT,
            """
            format: 1
            input: { height: 1, width: 1, channels: %d }
            scores: layer
            nodes:
              layer: { dense: { input: input, weights: weights.npy } }
            """,
            weights[0].length));
    write(network.resolve("weights.npy"), weights, weights.length + ", " + weights[0].length);
    write(folder.resolve("images.npy"), images, images.length + ", 1, 1, " + images[0].length);
    Path config =
        Files.writeString(
            folder.resolve("run.yaml"),
            String.format(
                Locale.ROOT,
                """
                name: planted
                dataset: { arrays: { images: images.npy, pixels: -1..1 } }
                network: { graph: { folder: network } }
                quantizers: { tried: %s }
                probes: %s
                """,
                quantizer,
                probes));
    Path out = folder.resolve("out");
    Orthant.Ending ending =
        new Orthant(folder.resolve("home"))
            .execute("run", config.toString(), "--out", out.toString());
    assertThat(ending.exitCode()).as(String.join("\n", ending.err())).isZero();
    String page = Files.readString(out.resolve("index.html"));
    int start = page.indexOf("<dl class=\"answers\">");
    String answers = page.substring(start, page.indexOf("</dl>", start));
    return CAUSES.stream().filter(answers::contains).toList();
  }

  private float[][] gaussian(int rows, int columns, double deviation) {
    float[][] matrix = new float[rows][columns];
    for (float[] row : matrix) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) Math.max(-1, Math.min(1, deviation * random.nextGaussian()));
      }
    }
    return matrix;
  }

  private static void write(Path file, float[][] rows, String shape) throws IOException {
    String header =
        String.format(
            Locale.ROOT, "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }", shape);
    byte[] padded = (header + " ".repeat(117 - header.length()) + "\n").getBytes(US_ASCII);
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + padded.length + 4 * rows.length * rows[0].length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(US_ASCII)).put((byte) 1).put((byte) 0);
    bytes.putShort((short) padded.length).put(padded);
    for (float[] row : rows) {
      for (float value : row) {
        bytes.putFloat(value);
      }
    }
    Files.write(file, bytes.array());
  }
}
