package org.orthant.framework.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.io.FileUtils;
import org.orthant.api.Progress;
import org.orthant.api.file.AtomicFile;
import org.orthant.api.file.DamagedFileException;
import org.orthant.api.file.KeptFile;

/**
 * What a run has found out so far, in files that are gone when it ends, so that a run which was
 * interrupted goes on where it stopped. Several threads, and several runs of the same, may use it
 * at once: they write the same.
 */
public final class RunCheckpoint {
  private final String run;
  private final Path folder;
  private final Progress progress;
  private final AtomicBoolean complained = new AtomicBoolean();

  /**
   * @param all the folder of all runs
   * @param run the hash of all that shapes what this run finds out
   */
  public RunCheckpoint(Path all, String run, Progress progress) {
    this.run = run;
    this.folder = all.resolve(run);
    this.progress = progress;
  }

  /** Known by the run that it belongs to, too. */
  private KeptFile file(String name) {
    return new KeptFile(folder.resolve(name), run + "/" + name);
  }

  /** Whether something was kept under that name, whatever it is. */
  public boolean has(String name) {
    return find(name, in -> true).isPresent();
  }

  /**
   * Returns what was kept under that name; a file that cannot be used is set aside, and said so.
   */
  public <T> Optional<T> find(String name, KeptFile.Reader<T> reader) {
    KeptFile file = file(name);
    try {
      return file.read(reader);
    } catch (DamagedFileException e) {
      progress.note(
          String.format(Locale.ROOT, "%s; %s, computing anew", e.getMessage(), setAside(file)));
    } catch (IOException e) {
      progress.note(
          String.format(
              Locale.ROOT,
              "%s cannot be read (%s); computing anew",
              file.path(),
              AtomicFile.inWords(e)));
    }
    return Optional.empty();
  }

  private static String setAside(KeptFile file) {
    try {
      return "set aside as " + file.setAside(".corrupt");
    } catch (IOException e) {
      return "it cannot be set aside (" + AtomicFile.inWords(e) + ")";
    }
  }

  /** Keeps something; where that cannot be done, the run goes on all the same, and says so once. */
  public void keep(String name, KeptFile.Content content) {
    try {
      file(name).writeUnforced(content);
    } catch (IOException e) {
      if (!complained.getAndSet(true)) {
        progress.note(
            String.format(
                Locale.ROOT,
                "what is found out cannot be kept (%s): if this run is interrupted, it must begin again",
                AtomicFile.inWords(e)));
      }
    }
  }

  /** Forgets all of it. */
  public void delete() {
    try {
      FileUtils.deleteDirectory(folder.toFile());
    } catch (IOException e) {
      progress.note(String.format(Locale.ROOT, "%s could not be deleted: %s", folder, e));
    }
  }
}
