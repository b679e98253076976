package org.orthant.framework.result;

/** Orthant's version, from the manifest of its jar. */
public final class Version {
  private Version() {}

  /** The version; "development" when run from class files. */
  public static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
