package org.orthant.datasets.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.BadInputException;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.data.Split;
import org.orthant.api.model.ImageShape;

class CsvTest {
  @TempDir Path folder;

  private Path write(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
  }

  private static Csv apart(Path training, Path test, boolean standardize) {
    return new Csv(
        Optional.of(training),
        Optional.of(test),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        0.2,
        1,
        standardize,
        false);
  }

  private static Csv cut(Path file, Optional<String> label, String... features) {
    return new Csv(
        Optional.empty(),
        Optional.empty(),
        Optional.of(file),
        label,
        List.of(features),
        0.25,
        1,
        false,
        false);
  }

  private static Csv unlabelled(Path file, String... features) {
    return new Csv(
        Optional.empty(),
        Optional.empty(),
        Optional.of(file),
        Optional.empty(),
        List.of(features),
        0.5,
        1,
        false,
        true);
  }

  private static Dataset open(Csv csv) {
    Dataset dataset = csv.open(file -> Path.of("none"));
    assertThat(dataset.shape()).isEqualTo(csv.shape());
    return dataset;
  }

  private static float[] row(Split split, int index) {
    return split.images(index).reshape(-1).toFloatVector();
  }

  @Test
  void rowsMayHaveNoLabels() throws IOException {
    Path file = write("a.csv", "x,y", "1,2", "3,4");
    assertThat(open(unlabelled(file)).shape())
        .isEqualTo(DatasetShape.unlabelled(ImageShape.vector(2), 1, 1));
    assertThat(open(unlabelled(file, "y")).shape())
        .isEqualTo(DatasetShape.unlabelled(ImageShape.vector(1), 1, 1));
  }

  @Test
  void wordsAreTheNamesOfClasses() throws IOException {
    Path file = write("a.csv", "x,kind", "1,dog", "2,cat", "3,dog", "4,eel");
    assertThat(open(cut(file, Optional.empty())).shape().classNames())
        .containsExactly("cat", "dog", "eel");
  }

  @Test
  void theLastColumnIsTheLabelAndColumnsAreFoundByName() throws IOException {
    Path training = write("a.csv", "\ufeffx,y,class", "1,-2.5e1,2", "\"3\", 4 ,0");
    Path test = write("b.csv", "class,y,unused,x", "", "1,6,word,5");
    Dataset read = open(apart(training, test, false));
    assertThat(read.shape()).isEqualTo(new DatasetShape(ImageShape.vector(2), 3, 2, 1));
    assertThat(row(read.training(), 0)).containsExactly(1, -25);
    assertThat(row(read.training(), 1)).containsExactly(3, 4);
    assertThat(row(read.test(), 0)).containsExactly(5, 6);
    assertThat(read.training().labels(0, 1)).containsExactly(2, 0);
    assertThat(read.test().labels(0)).containsExactly(1);
  }

  @Test
  void wordsAreClassesInTheirOrderOverBothFiles() throws IOException {
    Path training = write("a.csv", "x,kind", "1,setosa", "2,virginica", "2,\"a,\"\"b\"");
    Path test = write("b.csv", "x,kind", "5,versicolor");
    Dataset read = open(apart(training, test, false));
    assertThat(read.shape().classes()).isEqualTo(4);
    assertThat(read.training().labels(0, 1, 2)).containsExactly(1, 3, 0);
    assertThat(read.test().labels(0)).containsExactly(2);
  }

  @Test
  void featuresAreTakenToTheTrainingSplitsMeanAndDeviation() throws IOException {
    Path training = write("a.csv", "x,same,y", "1,7,0", "3,7,1", "5,7,1");
    Path test = write("b.csv", "x,same,y", "3,8,1", "9,7,0");
    Dataset read = open(apart(training, test, true));
    assertThat(row(read.training(), 0)).containsExactly((float) (-2 / Math.sqrt(8 / 3.0)), 0);
    assertThat(row(read.training(), 1)).containsExactly(0, 0);
    assertThat(row(read.test(), 0)).containsExactly(0, 1);
    assertThat(row(read.test(), 1)).containsExactly((float) (6 / Math.sqrt(8 / 3.0)), 0);
    assertThat(read.digest()).isNotEqualTo(open(apart(training, test, false)).digest());
  }

  @Test
  void chanceCutsAFileInTwo() throws IOException {
    String rows =
        IntStream.range(0, 40)
            .mapToObj(i -> i + "," + i % 4 + "," + -i)
            .collect(Collectors.joining("\n"));
    Path file = write("a.csv", "x,class,y", rows);
    Dataset read = open(cut(file, Optional.of("class"), "y"));
    assertThat(read.shape()).isEqualTo(new DatasetShape(ImageShape.vector(1), 4, 30, 10));
    for (int i = 0; i < 30; i++) {
      assertThat(-row(read.training(), i)[0] % 4).isEqualTo(read.training().labels(i)[0]);
    }
    assertThat(open(cut(file, Optional.of("class"), "y")).digest()).isEqualTo(read.digest());
    assertThat(open(cut(file, Optional.of("class"))).shape().image().size()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x,y|1,0|NaN,1; row 2, column 'x': 'NaN' is no finite number",
        "x,y|Infinity,0; row 1, column 'x'",
        "x,y|1e99,0; row 1, column 'x'",
        "x,y|1f,0; row 1, column 'x'",
        "x,y|0x1p3,0; row 1, column 'x'",
        "x,y|,0; row 1, column 'x'",
        "x,y|1,; row 1, column 'y': there is no label",
        "x,y|1,0|2,-1; row 2, column 'y': the label must lie in 0",
        "x,y|1,0|2,99999999999; row 2, column 'y': the label must lie in 0",
        "x,y|1,0|2,0; two classes at least",
        "x,y|1,a|2,a; from 2 to 10000 different labels, but has 1",
        "x,y|1,0|2; row 2 has 1 cells",
        "x,x|1,0; names the column 'x' twice",
        "x,|1,0; must name each column",
        "x,y; has no row",
        "y|1; no column beside",
        "x,y|\"1,0; cannot be read"
      })
  void mistakesAreToldWithTheirPlace(String lines, String words) throws IOException {
    Path file = write("a.csv", lines.split("\\|", -1));
    refused(cut(file, Optional.empty()), words);
  }

  private static void refused(Csv csv, String... words) {
    assertThatThrownBy(csv::shape)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void columnsAndFilesThatAreNotThere() throws IOException {
    Path file = write("a.csv", "x,y", "1,0", "2,1");
    refused(cut(file, Optional.of("z")), "a.csv", "no column 'z', but x, y");
    refused(cut(file, Optional.empty(), "z"), "no column 'z'");
    refused(apart(file, write("b.csv", "x,z", "1,0"), false), "b.csv", "no column 'y', but x, z");
    refused(cut(folder.resolve("none.csv"), Optional.empty()), "none.csv", "no such file");
    refused(new Csv(), "name the files");
    refused(cut(Files.createFile(folder.resolve("c.csv")), Optional.empty()), "is empty");
    Path latin = Files.write(folder.resolve("d.csv"), new byte[] {'x', (byte) 0xe4, '\n'});
    refused(cut(latin, Optional.empty()), "UTF-8");
    assertThatThrownBy(() -> cut(file, Optional.of("x"), "x"))
        .isInstanceOf(InvalidParameterException.class);
  }
}
