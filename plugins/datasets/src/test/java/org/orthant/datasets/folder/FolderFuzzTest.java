package org.orthant.datasets.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.orthant.api.BadInputException;
import org.orthant.api.data.Dataset;
import org.orthant.fuzz.Fuzz;

/** Damaged images are refused or left out; those that are taken can be read. */
@PropertyDefaults(
    tries = Fuzz.ROUNDS,
    shrinking = ShrinkingMode.OFF,
    edgeCases = EdgeCasesMode.NONE)
final class FolderFuzzTest {
  private static final byte[] WHOLE = Pictures.random("png", 20, 20, 1);
  private static final Fuzz JPEGS =
      fuzz("JPEG", "grey.jpg", "progressive.jpg", "ycck.jpg", "restart.jpg");
  private static final Fuzz PNGS = fuzz("PNG", "palette.png", "interlaced.png", "transparent.png");
  private static final Fuzz OTHERS =
      fuzz("GIF and BMP", "animated.gif", "interlaced.gif", "runs.bmp", "555.bmp");

  private static final Fuzz LABELS =
      new Fuzz(
          "labels.csv",
          List.of(BadInputException.class),
          "file,label\nx.png,1\ny.png,0\n".getBytes(UTF_8),
          "\"label\",a,file\r\ncat,\"1,2\",x.png\r\ndog,,y.png\r\n".getBytes(UTF_8));

  private static Path folder;

  private static Fuzz fuzz(String reader, String... names) {
    byte[][] files = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      try (InputStream stream =
          FolderFuzzTest.class.getResourceAsStream("/org/orthant/datasets/decoding/" + names[i])) {
        files[i] = stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Fuzz(reader, List.of(BadInputException.class), files);
  }

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("fuzz");
    Files.write(folder.resolve("y.png"), WHOLE);
  }

  @AfterContainer
  static void report() throws IOException {
    Files.deleteIfExists(folder.resolve("x.png"));
    Files.deleteIfExists(folder.resolve("kinds.csv"));
    Files.delete(folder.resolve("y.png"));
    Files.delete(folder);
    List.of(JPEGS, PNGS, OTHERS, LABELS).forEach(Fuzz::report);
  }

  @Property(seed = "1705")
  void jpegs(@ForAll Random random) {
    JPEGS.feed(random, FolderFuzzTest::read);
  }

  @Property(seed = "1706")
  void pngs(@ForAll Random random) {
    PNGS.feed(random, FolderFuzzTest::read);
  }

  /** Whoever damages a file on purpose gets the checksums right. */
  @Property(seed = "1707")
  void pngsWithChecksums(@ForAll Random random) {
    PNGS.feed(random, input -> read(summed(input)));
  }

  @Property(seed = "1708")
  void others(@ForAll Random random) {
    OTHERS.feed(random, FolderFuzzTest::read);
  }

  @Property(seed = "1709")
  void labels(@ForAll Random random) throws IOException {
    Files.write(folder.resolve("x.png"), WHOLE);
    LABELS.feed(
        random,
        input -> {
          Files.write(folder.resolve("kinds.csv"), input);
          Chosen.apart(folder, folder).labelled("kinds.csv").open();
        });
  }

  private static byte[] summed(byte... input) {
    ByteBuffer png = ByteBuffer.wrap(input.clone());
    int place = 8;
    while (place + 12 <= png.limit()) {
      int length = png.getInt(place);
      if (length < 0 || length > png.limit() - place - 12) {
        break;
      }
      CRC32 sum = new CRC32();
      sum.update(png.array(), place + 4, 4 + length);
      png.putInt(place + 8 + length, (int) sum.getValue());
      place += 12 + length;
    }
    return png.array();
  }

  private static void read(byte... input) throws IOException {
    Files.write(folder.resolve("x.png"), input);
    Dataset dataset = Chosen.apart(folder, folder).sized(16).resized(18).open();
    for (int i = 0; i < dataset.test().size(); i++) {
      dataset.test().images(i);
    }
  }
}
