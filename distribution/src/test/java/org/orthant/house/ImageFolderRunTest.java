package org.orthant.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.data.Split;
import org.orthant.datasets.Digits;
import org.orthant.framework.cli.Orthant;

/** Runs on images in a folder, through the command line. */
class ImageFolderRunTest {
  private static final int IMAGES = 120;

  private static final String NETWORK =
      """
      format: 1
      input: { height: 28, width: 28, channels: 1 }
      scores: head
      arrays: model.safetensors
      nodes:
        pool: { pool: { input: input, kind: max, kernel: [14, 14], stride: [14, 14] } }
        flat: { flatten: { input: pool } }
        sign: { sign: { input: flat, zero: 0 } }
        head: { dense: { input: sign, weights: head.weight } }
      """;

  private static final String IMAGE_FOLDER =
      "{ image-folder: { training: images, test: images, channels: 1 } }";

  @TempDir Path folder;

  @BeforeEach
  void writeNetworkAndImages() throws IOException {
    Files.writeString(folder.resolve("network.yaml"), NETWORK);
    Files.write(folder.resolve("model.safetensors"), tensors());
    Files.createDirectory(folder.resolve("images"));
    Split digits = new Digits(1, IMAGES, 1).open(file -> folder).test();
    StringBuilder labels = new StringBuilder("file,label\n");
    for (int i = 0; i < IMAGES; i++) {
      write(image(i), digits.images(i).reshape(-1).toFloatVector());
      labels.append(image(i).getFileName()).append(',').append(digits.labels(i)[0]).append('\n');
    }
    Files.writeString(folder.resolve("images/labels.csv"), labels);
  }

  private Path image(int index) {
    return folder.resolve(String.format(Locale.ROOT, "images/%03d.png", index));
  }

  private static void write(Path file, float... pixels) throws IOException {
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < pixels.length; i++) {
      image.getRaster().setSample(i % 28, i / 28, 0, Math.round((pixels[i] + 1) * 127.5f));
    }
    ImageIO.write(image, "png", file.toFile());
  }

  /** One tensor, [10, 4]. */
  private static byte[] tensors() {
    byte[] header =
        "{\"head.weight\":{\"dtype\":\"F32\",\"shape\":[10,4],\"data_offsets\":[0,160]}}"
            .getBytes(UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + header.length + 160).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    for (int i = 0; i < 40; i++) {
      file.putFloat(i * 7 % 11 - 5.5f);
    }
    return file.array();
  }

  private Orthant.Ending run(String dataset, int images, String out) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("run.yaml"),
            String.format(
                Locale.ROOT,
                """
                name: images
                seed: 1
                dataset: %s
                network: { graph: { folder: . } }
                quantizers: { binary: binary }
                probes: [{ dot-product: { images: %d } }]
                """,
                dataset,
                images));
    return new Orthant(folder.resolve("home"))
        .execute("run", config.toString(), "--out", folder.resolve(out).toString());
  }

  private ResultFile result(String out) throws IOException {
    return ResultFile.read(folder.resolve(out).resolve("result.json"));
  }

  @Test
  void findsWhatIsFoundOnTheBuiltInDataset() throws IOException {
    Orthant.Ending ending = run(IMAGE_FOLDER, 100, "files");
    assertThat(ending.exitCode()).as(String.join("\n", ending.err())).isZero();
    run("{ digits: { training: 1, test: " + IMAGES + ", seed: 1 } }", 100, "drawn");
    assertThat(result("files").root().path("findings"))
        .isNotEmpty()
        .isEqualTo(result("drawn").root().path("findings"));
  }

  @Test
  void whatIsDamagedIsACaution() throws IOException {
    Files.write(image(7), List.of("no image"));
    Orthant.Ending ending = run(IMAGE_FOLDER, 100, "files");
    String words = "1 of 120 images of the test split are damaged and left out: 007.png (";
    assertThat(ending.exitCode()).isZero();
    assertThat(ending.err()).anyMatch(line -> line.startsWith("caution: ") && line.contains(words));
    assertThat(result("files").root().path("cautions").toString())
        .contains(words, "\"probes\":[\"dot-product\"]");
  }

  @Test
  void whatIsDamagedMayBeMissed() throws IOException {
    Files.write(image(7), List.of("no image"));
    Orthant.Ending ending = run(IMAGE_FOLDER, IMAGES, "files");
    assertThat(ending.exitCode()).isEqualTo(2);
    assertThat(ending.err())
        .filteredOn(line -> line.contains("120 images, and 119 of the dataset's test images"))
        .hasSize(1);
  }
}
