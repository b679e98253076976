package org.orthant.datasets.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.orthant.api.BadInputException;
import org.orthant.datasets.own.Refusal;

/**
 * The images of a folder, and what each of them shows: the sub-folder that it lies in, or what a
 * CSV file tells.
 *
 * @param folder where they lie
 * @param images their paths from there
 * @param labels of each image; empty where images have none
 * @param inFolders whether labels are sub-folders
 */
record LabelledImages(Path folder, List<String> images, List<String> labels, boolean inFolders) {
  private static final String USUAL = "labels.csv";

  LabelledImages {
    images = List.copyOf(images);
    labels = List.copyOf(labels);
  }

  /**
   * Lists a folder.
   *
   * @param labels the name of a CSV file in it; if there are no sub-folders the usual one, if there
   * @throws BadInputException if there are no images, or they cannot be labelled so
   */
  static LabelledImages of(Path folder, Optional<String> labels) throws IOException {
    Listing listing = Listing.of(folder);
    if (labels.isPresent() && !isFile(listing.folder().resolve(labels.get()))) {
      throw Refusal.of(folder.toString(), "there is no file '%s' in it", labels.get());
    }
    if (labels.isEmpty() && !listing.subfolders().isEmpty()) {
      return inFolders(listing);
    }
    if (listing.images().isEmpty()) {
      throw Refusal.of(
          folder.toString(), "there is no image in it: no file .jpg, .png, .gif, .bmp");
    }
    Path file = listing.folder().resolve(labels.orElse(USUAL));
    return new LabelledImages(
        listing.folder(),
        listing.images(),
        isFile(file) ? new LabelFile(file).of(listing.images()) : List.of(),
        false);
  }

  /** Links do not count: they may lead anywhere. */
  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static LabelledImages inFolders(Listing listing) {
    List<String> labels = listing.images().stream().map(Listing::subfolder).toList();
    int outside = labels.indexOf("");
    if (outside >= 0) {
      throw Refusal.of(
          listing.folder().toString(),
          "the image %s lies beside the folders of classes; move it into one, or name a CSV file of"
              + " labels",
          listing.images().get(outside));
    }
    Set<String> shown = Set.copyOf(labels);
    for (String subfolder : listing.subfolders()) {
      if (!shown.contains(subfolder)) {
        throw Refusal.of(
            listing.folder().resolve(subfolder).toString(),
            "there is no image in the folder of this class");
      }
    }
    return new LabelledImages(listing.folder(), listing.images(), labels, true);
  }

  boolean isLabelled() {
    return !labels.isEmpty();
  }

  /** The name of a file, for messages. */
  String name(int image) {
    return folder.resolve(images.get(image)).toString();
  }

  /** The labels there are, in the order of their code points. */
  TreeSet<String> shown() {
    return labels.stream().distinct().collect(Collectors.toCollection(Listing::ordered));
  }
}
