package org.orthant.framework.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.orthant.api.spi.Cache;

/** A folder of files worth finding again, that knows which were asked for. */
public final class UsedNetworks implements Cache {
  private final Path folder;
  private final Set<Path> asked = Collections.synchronizedSet(new LinkedHashSet<>());

  public UsedNetworks(Path folder) {
    this.folder = folder;
  }

  @Override
  public Path file(String name) {
    Path file = folder.resolve(name);
    asked.add(file);
    return file;
  }

  /** Those asked for that are there. */
  public List<Path> found() {
    return List.copyOf(asked).stream().filter(Files::isRegularFile).toList();
  }
}
