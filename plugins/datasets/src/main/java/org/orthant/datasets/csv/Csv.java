package org.orthant.datasets.csv;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.model.ImageShape;
import org.orthant.api.spi.DatasetSource;
import org.orthant.datasets.own.OpenedDataset;
import org.orthant.datasets.own.SplitDigest;
import org.orthant.datasets.own.TestShare;

/** Rows of features, of the user's own, with a label each or without, in CSV files. */
@Id("csv")
@Doc("Rows of features of your own, with labels or without, in CSV files with named columns")
public record Csv(
    @Doc("the file of the training split") Optional<Path> training,
    @Doc("the file of the test split; named where training is") Optional<Path> test,
    @Doc("a file of both, instead; chance cuts it in two") Optional<Path> file,
    @Doc("the column of labels, whole numbers or words; the last one if not given")
        Optional<String> label,
    @Doc("the columns of features, by name; all others if empty") List<String> features,
    @Doc("which part of the rows is the test split, where both are in one file")
        double testFraction,
    @Doc("another seed chooses another part") long seed,
    @Doc(
            "whether each feature is taken to mean 0 and deviation 1 of the training split, or left as"
                + " it is")
        boolean standardize,
    @Doc("whether there is no column of labels") boolean unlabelled)
    implements DatasetSource {

  public Csv {
    features = List.copyOf(features);
    if (training.isPresent() != test.isPresent()) {
      throw new InvalidParameterException(
          "test", "must be named where training is, and only there");
    }
    if (file.isPresent() && training.isPresent()) {
      throw new InvalidParameterException("file", "must not be named where training and test are");
    }
    if (features.stream().distinct().count() < features.size()
        || label.filter(features::contains).isPresent()) {
      throw new InvalidParameterException(
          "features", "must be different columns, none of them the label's");
    }
    if (unlabelled && label.isPresent()) {
      throw new InvalidParameterException("label", "must not be named where unlabelled is true");
    }
    TestShare.require(testFraction);
  }

  public Csv() {
    this(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        0.2,
        1,
        false,
        false);
  }

  /** Both splits, and the classes of their labels. */
  private record Parts(RowSplit training, RowSplit test, LabelClasses classes) {
    DatasetShape shape() {
      return new DatasetShape(
          ImageShape.vector(training.width()),
          classes.classes(),
          training.size(),
          test.size(),
          classes.names());
    }

    /** With features standardized by those of the training split. */
    Parts standardized() {
      Standard standard = Standard.of(training.rows());
      return new Parts(
          training.with(standard.applied(training.rows())),
          test.with(standard.applied(test.rows())),
          classes);
    }
  }

  /** Reads the files: nothing else tells how many rows and classes there are. */
  @Override
  public DatasetShape shape() {
    return parts().shape();
  }

  @Override
  public Dataset open(DataFiles files) {
    Parts parts = standardize ? parts().standardized() : parts();
    SplitDigest digest = new SplitDigest();
    parts.training().digest(digest, parts.classes().classes());
    parts.test().digest(digest, parts.classes().classes());
    return new OpenedDataset(parts.shape(), parts.training(), parts.test(), digest.hex());
  }

  private Parts parts() {
    if (training.isPresent()) {
      return apart(training.get(), test.orElseThrow());
    }
    return cut(
        file.orElseThrow(
            () ->
                new BadInputException(
                    "name the files: { csv: { training: FILE, test: FILE } }, or file: FILE")));
  }

  private Parts apart(Path first, Path second) {
    Table trained = new CsvFile(first).read(this::chosen);
    Table measured = new CsvFile(second).read((name, header) -> trained.columns());
    LabelClasses classes = LabelClasses.of(Stream.of(trained, measured));
    return new Parts(split(trained, classes), split(measured, classes), classes);
  }

  private Parts cut(Path both) {
    Table table = new CsvFile(both).read(this::chosen);
    LabelClasses classes = LabelClasses.of(Stream.of(table));
    RowSplit all = split(table, classes);
    TestShare.Cut cut = new TestShare(testFraction, seed).cut(table.file(), table.size());
    return new Parts(all.chosen(cut.training()), all.chosen(cut.test()), classes);
  }

  private Columns chosen(String name, List<String> header) {
    return unlabelled
        ? Columns.unlabelled(name, header, features)
        : Columns.of(name, header, label, features);
  }

  private static RowSplit split(Table table, LabelClasses classes) {
    return new RowSplit(table.features(), classes.of(table));
  }
}
