package org.orthant.datasets.folder;

import static org.orthant.api.InvalidParameterException.unless;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.file.AtomicFile;
import org.orthant.api.model.ImageShape;
import org.orthant.api.spi.DatasetSource;
import org.orthant.datasets.decoding.Size;
import org.orthant.datasets.own.Refusal;
import org.orthant.datasets.own.TestShare;

/**
 * Image files of the user's own: a folder with a sub-folder for each class, or one of all images
 * with a CSV file of labels, or without labels.
 */
@Id("image-folder")
@Doc("Image files of your own, JPEG, PNG, GIF or BMP, in a folder for each class")
public record ImageFolder(
    @Doc("the folder of the training split") Optional<Path> training,
    @Doc("the folder of the test split; named where training is") Optional<Path> test,
    @Doc("a folder of both, instead; chance cuts it in two") Optional<Path> folder,
    @Doc(
            "a CSV file in each folder whose columns file and label tell the classes; if not given,"
                + " sub-folders are the classes, and where there are none labels.csv tells them")
        Optional<String> labels,
    @Doc(
            "what is cut out of the middle: [height, width] in pixels, or one number for both; if"
                + " empty images are taken whole, all of one size")
        List<Integer> size,
    @Doc("to how many pixels the shorter side is resized before; not at all if not given")
        Optional<Integer> resize,
    @Doc("3, red, green and blue, or 1, grey") int channels,
    @Doc("which part of the images is the test split, where both are in one folder")
        double testFraction,
    @Doc("another seed chooses another part") long seed,
    @Doc("whether a damaged file ends the run; otherwise it is named and left out") boolean strict)
    implements DatasetSource {
  private static final int LONGEST = 1 << 13;

  public ImageFolder {
    size = List.copyOf(size);
    if (training.isPresent() != test.isPresent()) {
      throw new InvalidParameterException(
          "test", "must be named where training is, and only there");
    }
    if (folder.isPresent() && training.isPresent()) {
      throw new InvalidParameterException(
          "folder", "must not be named where training and test are");
    }
    unless(
        labels.filter(name -> !name.matches("[^/\\\\\\p{Cc}]+") || name.matches("\\.+")).isEmpty(),
        "labels",
        "must be the name of a file in the folder",
        labels.orElse(""));
    unless(size.size() <= 2, "size", "must be one number or two", size);
    unless(size.stream().allMatch(ImageFolder::isSide), "size", "must lie in 1 … " + LONGEST, size);
    unless(
        resize.filter(side -> !isSide(side)).isEmpty(),
        "resize",
        "must lie in 1 … " + LONGEST,
        resize.orElse(0));
    if (resize.isPresent() && size.isEmpty()) {
      throw new InvalidParameterException("resize", "must not be named without size");
    }
    unless(channels == 1 || channels == 3, "channels", "must be 1 or 3", channels);
    TestShare.require(testFraction);
  }

  public ImageFolder() {
    this(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        3,
        0.2,
        1,
        false);
  }

  private static boolean isSide(int pixels) {
    return pixels >= 1 && pixels <= LONGEST;
  }

  /** Lists the folders, and looks at one image if no size is given. */
  @Override
  public DatasetShape shape() {
    try {
      return parts().shape();
    } catch (IOException e) {
      throw new BadInputException("the folders cannot be read: " + AtomicFile.inWords(e), e);
    }
  }

  /** Reads all files, and decodes those that cannot be checked otherwise. */
  @Override
  public Dataset open(DataFiles files) throws IOException {
    return parts().opened(strict);
  }

  private Parts parts() throws IOException {
    if (training.isPresent()) {
      LabelledImages trained = LabelledImages.of(training.get(), labels);
      LabelledImages measured = LabelledImages.of(test.orElseThrow(), labels);
      return Parts.apart(trained, measured, framing(trained));
    }
    LabelledImages both =
        LabelledImages.of(
            folder.orElseThrow(
                () ->
                    new BadInputException(
                        "name the folders: { image-folder: { training: DIR, test: DIR } }, or"
                            + " folder: DIR")),
            labels);
    return Parts.cut(both, new TestShare(testFraction, seed), framing(both));
  }

  private Framing framing(LabelledImages images) {
    if (size.isEmpty()) {
      Size found = first(images);
      return new Framing(
          new ImageShape(found.height(), found.width(), channels), Optional.empty(), false);
    }
    int width = size.get(size.size() - 1);
    return new Framing(new ImageShape(size.get(0), width, channels), resize, true);
  }

  /** The size of the first image that is not damaged. */
  private static Size first(LabelledImages images) {
    return IntStream.range(0, images.images().size())
        .mapToObj(image -> new ImageFile(Path.of(images.name(image))).size())
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> Refusal.of(images.folder().toString(), "all images are damaged"));
  }
}
