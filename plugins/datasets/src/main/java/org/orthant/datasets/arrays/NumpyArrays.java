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
@Doc("Images of your own, with labels or without, in NumPy's .npy or .npz files")
public record NumpyArrays(
    @Doc("the files of the training split, .npy") Optional<ArrayPair> training,
    @Doc("the files of the test split; named where training is") Optional<ArrayPair> test,
    @Doc("a .npy file of all images, instead; chance cuts it in two") Optional<Path> images,
    @Doc("a .npy file of their labels, where they have any") Optional<Path> labels,
    @Doc("a .npz file of all of them, instead") Optional<Path> archive,
    @Doc(
            "the archive's arrays: images and labels of the training split, then of the test split,"
                + " or of both together, or images of both alone; if empty x_train, y_train, x_test,"
                + " y_test, or images, labels, or images")
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
    if (labels.isPresent() && images.isEmpty()) {
      throw new InvalidParameterException("labels", "must be named only where images is");
    }
    if (!keys.isEmpty() && archive.isEmpty()) {
      throw new InvalidParameterException("keys", "must not be named without an archive");
    }
    unless(
        List.of(0, 1, TOGETHER.size(), APART.size()).contains(keys.size()),
        "keys",
        "must be one, two or four names",
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
      return cut(reading.read(new ArrayPair(images.get(), labels)));
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
    LabelledArrays first = reading.read(npz, names.get(0), names.stream().skip(1).findFirst());
    return names.size() == APART.size()
        ? Parts.apart(first, reading.read(npz, names.get(2), Optional.of(names.get(3))))
        : cut(first);
  }

  /** An archive of nothing but images has no labels. */
  private static List<String> usual(List<String> found) {
    List<String> alone = TOGETHER.subList(0, 1);
    if (found.equals(alone)) {
      return alone;
    }
    return found.containsAll(alone) && !found.contains(APART.get(0)) ? TOGETHER : APART;
  }

  private Parts cut(LabelledArrays all) {
    return Parts.cut(all, new TestShare(testFraction, seed));
  }
}
