package org.orthant.datasets.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.orthant.api.BadInputException;
import org.orthant.datasets.own.Refusal;

/**
 * The images in a folder and its sub-folders, by the endings of their names; whatever begins with a
 * point is left out.
 *
 * @param folder without links in its path
 * @param images their paths from there with / between names, in torchvision's order: that of the
 *     sub-folders, then of the folders in these, then of names, each by code points
 * @param subfolders the names of the sub-folders, in that order
 */
record Listing(Path folder, List<String> images, List<String> subfolders) {
  private static final Set<String> READ = Set.of("jpg", "jpeg", "jpe", "png", "gif", "bmp");
  private static final Set<String> OTHERS =
      Set.of("webp", "tif", "tiff", "ppm", "pgm", "pbm", "jp2", "avif", "heic");
  private static final int DEEPEST = 16;

  /** Of files and folders. */
  private static final int MOST = 2_000_000;

  private static final Comparator<String> CODE_POINTS =
      Comparator.comparing(text -> text.getBytes(UTF_8), Arrays::compareUnsigned);

  Listing {
    images = List.copyOf(images);
    subfolders = List.copyOf(subfolders);
  }

  /**
   * Lists a folder.
   *
   * @throws BadInputException if there is none, or something in it cannot be taken
   */
  static Listing of(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw Refusal.of(folder.toString(), "there is no such folder");
    }
    Walk walk = new Walk(folder.toRealPath());
    Files.walkFileTree(walk.folder, EnumSet.noneOf(FileVisitOption.class), DEEPEST, walk);
    walk.images.sort(
        Comparator.comparing(Listing::subfolder, CODE_POINTS)
            .thenComparing(Listing::parent, CODE_POINTS)
            .thenComparing(CODE_POINTS));
    return new Listing(walk.folder, walk.images, List.copyOf(walk.subfolders));
  }

  /** The sub-folder that an image lies in; empty where it lies in none. */
  static String subfolder(String image) {
    return image.substring(0, Math.max(0, image.indexOf('/')));
  }

  private static String parent(String image) {
    return image.substring(0, Math.max(0, image.lastIndexOf('/')));
  }

  /** Names in the order of their code points. */
  static TreeSet<String> ordered() {
    return new TreeSet<>(CODE_POINTS);
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<String> images = new ArrayList<>();
    private final Set<String> subfolders = ordered();
    private int seen;

    Walk(Path folder) {
      this.folder = folder;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
      if (visited.equals(folder)) {
        return FileVisitResult.CONTINUE;
      }
      count();
      if (isHidden(visited)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (visited.getParent().equals(folder)) {
        subfolders.add(visited.getFileName().toString());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      count();
      if (isHidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isDirectory()) {
        throw Refusal.of(file.toString(), "lies deeper than %d folders", DEEPEST - 1);
      }
      if (attributes.isSymbolicLink()) {
        requireInside(file);
      }
      add(file);
      return FileVisitResult.CONTINUE;
    }

    private void requireInside(Path link) throws IOException {
      if (!Files.isRegularFile(link) || !link.toRealPath().startsWith(folder)) {
        throw Refusal.of(
            link.toString(), "is a link that does not lead to a file in %s; copy the file", folder);
      }
    }

    private void add(Path file) {
      String name = file.getFileName().toString();
      String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      if (OTHERS.contains(ending)) {
        throw Refusal.of(
            file.toString(),
            "is an image of a format that is not read: JPEG, PNG, GIF and BMP are");
      }
      if (READ.contains(ending)) {
        String path = folder.relativize(file).toString();
        images.add(path.replace(file.getFileSystem().getSeparator(), "/"));
      }
    }

    private static boolean isHidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }

    private void count() {
      seen++;
      if (seen > MOST) {
        throw Refusal.of(
            folder.toString(), "holds more than %d files and folders, the most there may be", MOST);
      }
    }
  }
}
