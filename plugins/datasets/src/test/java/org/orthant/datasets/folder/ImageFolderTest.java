package org.orthant.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;

class ImageFolderTest {
  @TempDir Path folder;

  private Path picture(String name) throws IOException {
    return Pictures.write(folder, name, Pictures.random("png", 4, 5, name.hashCode()));
  }

  private static int[] labels(Split split) {
    return split.labels(IntStream.range(0, split.size()).toArray());
  }

  private static float[] pixels(Split split, int... indices) {
    return split.images(indices).reshape(-1).toFloatVector();
  }

  @Test
  void foldersAreClassesInTheOrderOfTheirCodePoints() throws IOException {
    for (String name : new String[] {"a/x.png", "b/2.png", "b/10.png", "B/x.png", "\ufb01/x.png"}) {
      picture("training/" + name);
    }
    picture("training/\ud83d\ude00/x.PNG");
    picture("training/a/deeper/w.png");
    picture("training/.hidden/x.png");
    picture("training/a/._x.png");
    Files.writeString(folder.resolve("training/a/notes.txt"), "x");
    picture("test/b/x.png");
    Chosen chosen = Chosen.apart(folder.resolve("training"), folder.resolve("test"));
    Dataset read = chosen.open();
    assertThat(read.shape()).isEqualTo(chosen.plugin().shape());
    assertThat(read.shape().classNames()).containsExactly("B", "a", "b", "\ufb01", "\ud83d\ude00");
    assertThat(read.shape().image()).isEqualTo(new ImageShape(4, 5, 3));
    assertThat(labels(read.training())).containsExactly(0, 1, 1, 2, 2, 3, 4);
    assertThat(labels(read.test())).containsExactly(2);
    assertThat(read.notes())
        .containsExactly("4 of 5 classes have no image in the test split, such as 'B'");
  }

  @Test
  void bytesArePixelsExactly() throws IOException {
    byte[] bytes = new byte[2 * 3 * 3];
    new Random(1).nextBytes(bytes);
    for (String format : new String[] {"png", "bmp"}) {
      Pictures.write(folder, format + "/x." + format, Pictures.encoded(format, 2, 3, bytes));
    }
    Dataset read = Chosen.apart(folder, folder).open();
    float[] expected = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      expected[i] = Byte.toUnsignedInt(bytes[i]) / 127.5f - 1;
    }
    assertThat(pixels(read.training(), 0)).isEqualTo(expected);
    assertThat(pixels(read.test(), 1)).isEqualTo(expected);
  }

  @Test
  void aTableLabelsAFlatFolder() throws IOException {
    for (int i = 0; i < 8; i++) {
      picture("x" + i + ".png");
    }
    Files.writeString(
        folder.resolve("labels.csv"),
        "label,file\n3,x0.png\n0,x1.png\n1,x2.png\n1,x3.png\n3,x7.png\n0,x6.png\n0,x5.png\n0,x4.png\n");
    Dataset read = Chosen.cut(folder).open();
    assertThat(read.shape()).isEqualTo(new DatasetShape(new ImageShape(4, 5, 3), 4, 6, 2));
    Dataset whole = Chosen.apart(folder, folder).open();
    assertThat(labels(whole.test())).containsExactly(3, 0, 1, 1, 0, 0, 0, 3);
    assertThat(whole.notes()).singleElement().asString().contains("1 of 4 classes", "'2'");
  }

  @Test
  void aTableOfWordsNamesTheClassesAlsoInSubfolders() throws IOException {
    picture("a/x.png");
    picture("b/x.png");
    Files.writeString(
        folder.resolve("kinds.csv"), "\ufefffile,label,by\nb/x.png,cat,me\na/x.png,\"d,g\",\n");
    Dataset read = Chosen.apart(folder, folder).labelled("kinds.csv").open();
    assertThat(read.shape().classNames()).containsExactly("cat", "d,g");
    assertThat(labels(read.test())).containsExactly(1, 0);
  }

  @Test
  void classesOfFewImagesAreSaid() throws IOException {
    for (int i = 0; i < 3; i++) {
      picture("many/" + i + ".png");
    }
    picture("few/x.png");
    assertThat(Chosen.apart(folder, folder).open().notes())
        .containsExactly("the test split has from 1 ('few') to 3 images ('many') of a class");
  }

  @Test
  void aFlatFolderWithoutATableHasNoLabels() throws IOException {
    picture("x.png");
    picture("y.png");
    Dataset read = Chosen.apart(folder, folder).open();
    assertThat(read.shape()).isEqualTo(DatasetShape.unlabelled(new ImageShape(4, 5, 3), 2, 2));
    assertThat(read.shape().isLabelled()).isFalse();
    assertThat(pixels(read.test(), 1, 0)).hasSize(120);
    assertThatThrownBy(() -> read.test().labels(0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theDigestIsOfImagesLabelsAndFraming() throws IOException {
    picture("a/x.png");
    Path y = picture("b/y.png");
    String digest = Chosen.apart(folder, folder).open().digest();
    assertThat(Chosen.apart(folder, folder).grey().open().digest()).isNotEqualTo(digest);
    assertThat(Chosen.apart(folder, folder).sized(4).resized(5).open().digest())
        .isNotEqualTo(Chosen.apart(folder, folder).sized(4).resized(6).open().digest());
    Files.move(y, folder.resolve("b/z.png"));
    assertThat(Chosen.apart(folder, folder).open().digest()).isEqualTo(digest);
    picture("b/z.png");
    assertThat(Chosen.apart(folder, folder).open().digest()).isNotEqualTo(digest);
  }

  @Test
  void noWindowIsOpened() throws IOException {
    Pictures.write(folder, "a/x.jpg", Pictures.random("jpg", 4, 5, 1));
    Pictures.write(folder, "b/x.gif", Pictures.random("gif", 4, 5, 1));
    pixels(Chosen.apart(folder, folder).open().test(), 0, 1);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("AWT"));
  }
}
