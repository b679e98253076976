package org.orthant.datasets.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.BadInputException;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.data.Dataset;

class RefusedFoldersTest {
  @TempDir Path folder;

  private Path write(String name, byte... content) throws IOException {
    return Pictures.write(folder, name, content);
  }

  private static byte[] png() {
    return Pictures.random("png", 4, 5, 1);
  }

  /** Refused before anything is decoded. */
  private void refused(Chosen chosen, String... words) {
    assertThatThrownBy(() -> chosen.plugin().shape())
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words)
        .message()
        .doesNotContain("\n");
  }

  private void refused(String... words) {
    refused(Chosen.apart(folder, folder), words);
  }

  private static void refusedOnOpening(Chosen chosen, String... words) {
    assertThatThrownBy(chosen::open)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void foldersOfNothing() throws IOException {
    refused(Chosen.cut(folder.resolve("none")), "none: there is no such folder");
    refused("there is no image in it");
    write("a/x.png", png());
    refused("one class, 'a', and there must be two");
    Files.createDirectory(folder.resolve("b"));
    refused("/b: there is no image in the folder of this class");
    assertThatThrownBy(() -> new ImageFolder().shape())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("name the folders");
  }

  @Test
  void imagesThatBelongToNoClass() throws IOException {
    write("a/x.png", png());
    write("b/x.png", png());
    write("y.png", png());
    refused("the image y.png lies beside the folders of classes");
    Files.delete(folder.resolve("y.png"));
    write("b/x.webp", png());
    refused("x.webp: is an image of a format that is not read");
  }

  @Test
  void classesThatDiffer() throws IOException {
    write("training/a/x.png", png());
    write("training/b/x.png", png());
    write("test/a/x.png", png());
    write("test/c/x.png", png());
    write("flat/x.png", png());
    Path training = folder.resolve("training");
    refused(
        Chosen.apart(training, folder.resolve("test")),
        "test: the class 'c' is not among those of the training split");
    refused(Chosen.apart(training, folder.resolve("flat")), "flat: its images have no labels");
  }

  @Test
  void linksThatLeadOut(@TempDir Path elsewhere) throws IOException {
    Path outside = Pictures.write(elsewhere, "x.png", png());
    write("a/x.png", png());
    write("b/x.png", png());
    Path link = Files.createSymbolicLink(folder.resolve("a/inside.png"), folder.resolve("b/x.png"));
    assertThat(Chosen.apart(folder, folder).plugin().shape().test()).isEqualTo(3);
    Files.delete(link);
    Files.createSymbolicLink(link, outside);
    refused("inside.png: is a link that does not lead to a file in");
    Files.delete(link);
    Files.createSymbolicLink(link, folder);
    refused("inside.png: is a link");
    Files.delete(link);
    Files.createSymbolicLink(link, folder.resolve("none.png"));
    refused("inside.png: is a link");
    assertThat(Chosen.cut(Files.createSymbolicLink(elsewhere.resolve("y"), folder.resolve("b"))))
        .satisfies(chosen -> refused(chosen, "1 cannot be cut"));
  }

  @Test
  void foldersThatAreTooDeep() throws IOException {
    write("a/" + "x/".repeat(20) + "x.png", png());
    refused("lies deeper than 15 folders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "file,class|x.png,1; must name the columns 'file' and 'label'",
        "file,label|x.png,1; has 1 labels for 2 images: none of y.png",
        "file,label|x.png,1|x.png,1; row 2: 'x.png' has a label already",
        "file,label|x.png,1|../x.png,0; row 2: there is no image '../x.png'",
        "file,label|x.png,1|/etc/passwd,0; row 2: there is no image '/etc/passwd'",
        "file,label|x.png,1|y.png; row 2 has 1 cells",
        "file,label|x.png,1|y.png,; row 2: there is no label",
        "file,label|x.png,0|y.png,0; two classes at least",
        "file,label|x.png,a|y.png,a; one class, 'a'",
        "file,label|x.png,0|y.png,9999999; a label must lie in 0 … 1048575, but one is 9999999",
        "file,file|x.png,0; must name the columns",
        "file,label|\"x.png,0; cannot be read"
      })
  void labelsThatDoNotFit(String lines, String words) throws IOException {
    write("x.png", png());
    write("y.png", png());
    Files.writeString(folder.resolve("labels.csv"), lines.replace('|', '\n'));
    refused(words);
    refused(Chosen.apart(folder, folder).labelled("other.csv"), "there is no file 'other.csv'");
  }

  @Test
  void parametersThatDoNotFit() {
    for (String name : new String[] {"../labels.csv", "/labels.csv", "..", "a\\b", "a\nb", ""}) {
      assertThatThrownBy(() -> Chosen.cut(folder).labelled(name).plugin())
          .isInstanceOf(InvalidParameterException.class);
    }
    assertThatThrownBy(() -> Chosen.cut(folder).resized(4).plugin())
        .hasMessageContaining("without size");
    for (int side : new int[] {0, -1, 8193}) {
      assertThatThrownBy(() -> Chosen.cut(folder).sized(side).plugin())
          .isInstanceOf(InvalidParameterException.class);
      assertThatThrownBy(() -> Chosen.cut(folder).sized(4).resized(side).plugin())
          .isInstanceOf(InvalidParameterException.class);
    }
    assertThatThrownBy(() -> Chosen.cut(folder).sized(4, 4, 3).plugin())
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void imagesThatCannotBeCropped() throws IOException {
    write("x.png", Pictures.random("png", 4, 5, 1));
    write("y.png", Pictures.random("png", 8, 5, 1));
    Chosen chosen = Chosen.apart(folder, folder);
    refusedOnOpening(chosen, "y.png: is 8×5, and the images before are 4×5; say to which size");
    refusedOnOpening(chosen.sized(5), "x.png: is 4×5, too small for 5×5");
    refusedOnOpening(chosen.sized(6).resized(5), "is 5×6 after resizing, too small for 6×6");
    write("y.png", Pictures.encoded("png", 1, 9_000, new byte[9_000]));
    refusedOnOpening(chosen.sized(4).resized(8_000), "y.png: is 1×9000, which is too long");
  }

  /** With another height and width, and the checksum of these. */
  private static byte[] announcing(int height, int width) {
    ByteBuffer png = ByteBuffer.wrap(png()).putInt(16, width).putInt(20, height);
    CRC32 sum = new CRC32();
    sum.update(png.array(), 12, 17);
    return png.putInt(29, (int) sum.getValue()).array();
  }

  @Test
  void bombs() throws IOException {
    write("x.png", announcing(100_000, 100_000));
    write("y.png", png());
    refusedOnOpening(
        Chosen.apart(folder, folder).sized(4), "x.png: announces 100000×100000 pixels");
    byte[] bomb = announcing(8_000, 8_000);
    write("x.png", bomb);
    assertLeftOut(bomb.length + " bytes cannot be an image of 8000×8000 pixels");
  }

  private void assertLeftOut(String words) throws IOException {
    Chosen chosen = Chosen.apart(folder, folder).sized(4);
    Dataset read = chosen.open();
    assertThat(read.test().size()).isEqualTo(1);
    assertThat(read.notes())
        .containsExactly(
            "1 of 2 images of the training split are damaged and left out: x.png (" + words + ")",
            "1 of 2 images of the test split are damaged and left out: x.png (" + words + ")");
    refusedOnOpening(chosen.strictly(), "x.png: " + words);
  }

  @Test
  void damagedImagesAreLeftOutOrRefused() throws IOException {
    write("y.png", png());
    byte[] jpeg = Pictures.random("jpg", 40, 50, 1);
    byte[] gif = Pictures.random("gif", 40, 50, 1);
    byte[] flipped = png();
    flipped[50] ^= 1;
    write("x.png");
    assertLeftOut("it is no JPEG, PNG, GIF or BMP");
    write("x.png", "no image".getBytes(ISO_8859_1));
    assertLeftOut("it is no JPEG, PNG, GIF or BMP");
    write("x.png", Arrays.copyOf(jpeg, jpeg.length - 3));
    assertLeftOut("it ends before its end marker");
    write("x.png", Arrays.copyOf(png(), 60));
    assertLeftOut("it ends before its last chunk");
    write("x.png", flipped);
    assertLeftOut("the checksum of its chunk IDAT is wrong");
    write("x.png", Arrays.copyOf(gif, 300));
    assertLeftOut("it cannot be decoded");
    Files.delete(folder.resolve("y.png"));
    refusedOnOpening(Chosen.apart(folder, folder).sized(4), "all images are damaged: x.png (it");
    refused("all images are damaged");
  }

  @Test
  void anImageThatIsDamagedLaterEndsTheRun() throws IOException {
    write("x.png", png());
    Dataset read = Chosen.apart(folder, folder).open();
    write("x.png", Arrays.copyOf(png(), 60));
    assertThatThrownBy(() -> read.test().images(0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("x.png: it ends before its last chunk", "remove the file");
  }

  @Test
  void namesAreOneLine() throws IOException {
    write("a\nb/x.webp", png());
    refused("a?b");
  }
}
