package org.orthant.formats.folder;

import java.nio.file.Path;

/** Prints the layers of a folder, in a virtual machine of its own. */
final class Announcing {
  private Announcing() {}

  public static void main(String... arguments) {
    System.out.println("announced: " + new NetworkFolder(Path.of(arguments[0])).names());
  }
}
