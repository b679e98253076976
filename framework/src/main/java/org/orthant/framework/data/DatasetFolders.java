package org.orthant.framework.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.orthant.api.BadInputException;
import org.orthant.api.Progress;
import org.orthant.api.data.DataFile;
import org.orthant.api.data.DataFiles;
import org.orthant.api.data.Download;
import org.orthant.api.file.AtomicFile;

/** Looks files up in folders; what none of them holds is downloaded into the last. */
public final class DatasetFolders implements DataFiles {
  private final List<Path> folders;
  private final Path downloads;
  private final Progress progress;
  private final Downloader downloader;

  /**
   * Names the folders.
   *
   * @param given folders that are only read, first match wins; they may be missing
   * @param downloads the folder to look into after them, and to download into
   */
  public DatasetFolders(List<Path> given, Path downloads, Progress progress) {
    this(given, downloads, progress, new Downloader(progress));
  }

  DatasetFolders(List<Path> given, Path downloads, Progress progress, Downloader downloader) {
    this.folders = Stream.concat(given.stream(), Stream.of(downloads)).toList();
    this.downloads = downloads;
    this.progress = progress;
    this.downloader = downloader;
  }

  @Override
  public Path find(DataFile file) {
    return lookUp(file).orElseGet(() -> download(file));
  }

  /** Returns where the file lies; empty if no folder holds it. Nothing is downloaded. */
  Optional<Path> lookUp(DataFile file) {
    return folders.stream()
        .map(folder -> folder.resolve(file.path()))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private Path download(DataFile file) {
    try {
      makeFolder(downloads);
      try (FolderLock lock = FolderLock.acquire(downloads, this::noteWaiting)) {
        if (lookUp(file).isEmpty()) {
          fetch(file);
        }
        return lookUp(file)
            .orElseThrow(() -> new DownloadException("the archive does not hold the file"));
      }
    } catch (DownloadException e) {
      throw new BadInputException(missing(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new BadInputException(missing(file, e.toString()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private void fetch(DataFile file) throws IOException, DownloadException, InterruptedException {
    Download download = file.download();
    progress.note(
        String.format(
            Locale.ROOT,
            "dataset file %s not found in %s; downloading %s",
            file.path(),
            tried(),
            download.uri()));
    Path target = downloads.resolve(file.path());
    makeFolder(target.getParent());
    if (download.unpacked().isPresent()) {
      Path part = downloads.resolve(Downloader.fileName(download) + ".part");
      downloader.complete(download, part);
      unpack(new Archive(part, download.unpacked().getAsLong()), target.getParent());
    } else {
      Path part = target.resolveSibling(target.getFileName() + ".part");
      downloader.complete(download, part);
      AtomicFile.move(part, target);
    }
  }

  private void unpack(Archive archive, Path folder) throws IOException, DownloadException {
    try {
      archive.unpack(downloads.relativize(folder), folder);
    } catch (DownloadException e) {
      Files.delete(archive.file());
      throw e;
    }
    Files.delete(archive.file());
  }

  private void noteWaiting() {
    progress.note(
        String.format(
            Locale.ROOT, "another run is downloading into %s; waiting for it", downloads));
  }

  private String missing(DataFile file, String reason) {
    Download download = file.download();
    return String.format(
        Locale.ROOT,
        "dataset file %s not found in %s, and downloading %s failed: %s; to place it by hand, %s, or name a folder that holds it with --data or ORTHANT_DATA",
        file.path(),
        tried(),
        download.uri(),
        reason,
        download.unpacked().isPresent()
            ? "unpack that archive in " + downloads
            : "save that file as " + downloads.resolve(file.path()));
  }

  private String tried() {
    return folders.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /** Makes a folder; one that is a link to a folder stays. */
  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }
}
