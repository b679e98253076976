package org.orthant.datasets.arrays;

import static org.orthant.api.InvalidParameterException.unless;

import java.io.IOException;
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
import org.orthant.api.data.PixelRange;
import org.orthant.api.file.AtomicFile;
import org.orthant.api.spi.DatasetSource;
import org.orthant.datasets.arrays.LabelledArrays.Reading;
import org.orthant.datasets.own.Classes;
import org.orthant.datasets.own.TestShare;

/**
 * Images and labels of the user's own in NumPy's files: two files for each split, or two for both,
 * or an archive.
 */
@Id("arrays")
@Doc("Images and labels of your own, in NumPy's .npy or .npz files")
public record NumpyArrays(
    @Doc("the files of the training split, two .npy files") Optional<ArrayPair> training,
    @Doc("the files of the test split; named where training is") Optional<ArrayPair> test,
    @Doc("a .npy file of all images, instead; chance cuts it in two") Optional<Path> images,
    @Doc("a .npy file of their labels") Optional<Path> labels,
    @Doc("a .npz file of all of them, instead") Optional<Path> archive,
    @Doc(
            "the archive's arrays: images and labels of the training split, then of the test split,"
                + " or of both together; if empty x_train, y_train, x_test, y_test, or images,"
                + " labels")
        List<String> keys,
    @Doc("which part of the images is the test split, where both are together") double testFraction,
    @Doc("another seed chooses another part") long seed,
    @Doc("the order of four axes: images, rows, columns, channels, or channels second")
        Layout layout,
    @Doc("between which numbers the pixels lie; of uint8 0..255, and of others it must be said")
        Optional<PixelRange> pixels,
    @Doc("how many classes there are; the largest label and one more if not given")
        Optional<Integer> classes)
    implements DatasetSource {
  private static final List<String> APART = List.of("x_train", "y_train", "x_test", "y_test");
  private static final List<String> TOGETHER = List.of("images", "labels");

  public NumpyArrays {
    keys = List.copyOf(keys);
    if (Stream.of(training, images, archive).filter(Optional::isPresent).count() > 1) {
      throw new InvalidParameterException(
          "archive",
          "only one of these may be named: training and test, images and labels, archive");
    }
    if (training.isPresent() != test.isPresent()) {
      throw new InvalidParameterException(
          "test", "must be named where training is, and only there");
    }
    if (images.isPresent() != labels.isPresent()) {
      throw new InvalidParameterException(
          "labels", "must be named where images is, and only there");
    }
    if (!keys.isEmpty() && archive.isEmpty()) {
      throw new InvalidParameterException("keys", "must not be named without an archive");
    }
    unless(
        List.of(0, TOGETHER.size(), APART.size()).contains(keys.size()),
        "keys",
        "must be two or four names",
        keys);
    unless(
        classes.filter(count -> count < 2 || count > Classes.MOST).isEmpty(),
        "classes",
        "must lie in 2 … " + Classes.MOST,
        classes.orElse(0));
    TestShare.require(testFraction);
  }

  public NumpyArrays() {
    this(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        0.2,
        1,
        Layout.NHWC,
        Optional.empty(),
        Optional.empty());
  }

  /** Reads headers and labels. */
  @Override
  public DatasetShape shape() {
    try {
      return parts().shape(classes);
    } catch (IOException e) {
      throw new BadInputException("the files cannot be read: " + AtomicFile.inWords(e), e);
    }
  }

  @Override
  public Dataset open(DataFiles files) throws IOException {
    Parts parts = parts();
    return parts.open(parts.shape(classes));
  }

  private Parts parts() throws IOException {
    Reading reading = new Reading(layout, pixels, classes);
    if (training.isPresent()) {
      return Parts.apart(reading.read(training.get()), reading.read(test.orElseThrow()));
    }
    if (images.isPresent()) {
      return cut(reading.read(new ArrayPair(images.get(), labels.orElseThrow())));
    }
    return archived(
        reading,
        new NpzArchive(
            archive.orElseThrow(
                () ->
                    new BadInputException(
                        "name the files: { arrays: { archive: FILE.npz } }, or training"
                            + " and test, or images and labels"))));
  }

  private Parts archived(Reading reading, NpzArchive npz) throws IOException {
    List<String> names = keys.isEmpty() ? usual(npz.keys()) : keys;
    LabelledArrays first = reading.read(npz, names.get(0), names.get(1));
    return names.size() == TOGETHER.size()
        ? cut(first)
        : Parts.apart(first, reading.read(npz, names.get(2), names.get(3)));
  }

  private static List<String> usual(List<String> found) {
    return found.contains(TOGETHER.get(0)) && !found.contains(APART.get(0)) ? TOGETHER : APART;
  }

  private Parts cut(LabelledArrays all) {
    return Parts.cut(all, new TestShare(testFraction, seed));
  }
}
