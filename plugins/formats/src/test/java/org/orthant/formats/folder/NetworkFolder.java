package org.orthant.formats.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.orthant.api.Seed;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Model;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.spi.Preparation;
import org.orthant.formats.StoredGraph;
import org.orthant.testkit.FakeDataset;

/** A folder with a network, in the making. */
public record NetworkFolder(Path path) {
  static final ImageShape IMAGE = new ImageShape(4, 4, 2);
  static final DatasetShape DATASET = new DatasetShape(IMAGE, 2, 10, 1);

  /** With a network of one dense layer, whose nodes stand from line 5 on. */
  static final String HEAD =
      """
      format: 1
      input: { height: 4, width: 4, channels: 2 }
      scores: head
      nodes:
      """;

  /** The numbers of an array of that length, none of them alike, in [−1, 1]. */
  public static float[] numbers(int length, int seed) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) Math.sin(1 + i + 100.0 * seed);
    }
    return numbers;
  }

  public NetworkFolder yaml(String text) throws IOException {
    Files.writeString(path.resolve("network.yaml"), text);
    return this;
  }

  /** Nodes behind {@link #HEAD}. */
  NetworkFolder nodes(String... nodes) throws IOException {
    return yaml(HEAD + "  " + String.join("\n  ", nodes) + "\n");
  }

  /** An array of float32. */
  public NetworkFolder array(String name, float[] numbers, long... shape) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      bytes.putFloat(number);
    }
    return array(name, "<f4", false, bytes.array(), shape);
  }

  public NetworkFolder array(
      String name, String type, boolean fortran, byte[] numbers, long... shape) throws IOException {
    List<String> sizes = LongStream.of(shape).mapToObj(size -> size + ",").toList();
    String header =
        String.format(
            Locale.ROOT,
            "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }",
            type,
            fortran ? "True" : "False",
            String.join(" ", sizes));
    String padded = String.format(Locale.ROOT, "%-117s", header) + "\n";
    ByteBuffer file = ByteBuffer.allocate(10 + padded.length() + numbers.length);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file.put((byte) padded.length()).put((byte) 0).put(padded.getBytes(ISO_8859_1)).put(numbers);
    Files.createDirectories(path.resolve(name).getParent());
    Files.write(path.resolve(name), file.array());
    return this;
  }

  StoredGraph source() {
    return new StoredGraph(Optional.of(path), false, false);
  }

  List<LayerOutline> layers() {
    return source().layers(Optional.of(DATASET));
  }

  Model obtain() throws IOException {
    return source()
        .obtain(
            new Preparation(
                Optional.of(new FakeDataset(DATASET, new Seed(1))),
                new Seed(1),
                path.resolve("cache")::resolve,
                new NoProgress()));
  }

  Graph graph() throws IOException {
    return obtain().graph().orElseThrow();
  }

  /** The names of the layers. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    layers().forEach(layer -> names.add(layer.name()));
    return names;
  }
}
