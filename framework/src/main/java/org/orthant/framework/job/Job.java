package org.orthant.framework.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.orthant.framework.catalog.jar.PluginJar;
import org.orthant.framework.result.Version;

/**
 * What a process elsewhere needs to do pieces of a run.
 *
 * @param kind of the pieces
 * @param config the whole configuration in its canonical form
 * @param folder where its relative paths start
 * @param datasets folders to look datasets up in
 * @param verified whether plugins are held to all of their contracts, whatever it costs
 * @param jars of the plugins that the configuration names
 * @param cached files of the cache that the network was made of
 * @param details what else there is to know about pieces of this kind
 */
public record Job(
    Kind kind,
    String config,
    String folder,
    List<String> datasets,
    boolean verified,
    List<JobFile> jars,
    List<JobFile> cached,
    ByteBuffer details) {

  /** The kinds of pieces. */
  public enum Kind {
    /** A group of images, passed through every variant of the network. */
    GROUPS,
    /** A layer that is stored in a file, its weights shown to probes. */
    LAYERS,
    /** A part of a sweep. */
    PARTS
  }

  public Job {
    datasets = List.copyOf(datasets);
    jars = List.copyOf(jars);
    cached = List.copyOf(cached);
    details = details.asReadOnlyBuffer();
  }

  /**
   * A job of this process.
   *
   * @param jars of the plugins that the configuration names
   * @param cached files of the cache that the network was made of
   * @throws UncheckedIOException if one of them cannot be read
   */
  public static Job of(
      Kind kind,
      String config,
      Path folder,
      List<Path> datasets,
      boolean verified,
      Collection<PluginJar> jars,
      List<Path> cached,
      ByteBuffer details) {
    return new Job(
        kind,
        config,
        folder.toAbsolutePath().toString(),
        datasets.stream().map(each -> each.toAbsolutePath().toString()).toList(),
        verified,
        jars.stream().map(jar -> JobFile.of(jar.file())).toList(),
        cached.stream().map(JobFile::of).toList(),
        details);
  }

  /** The job as bytes. */
  public byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeUTF(Version.current());
      out.writeUTF(kind.name());
      LengthPrefixed.write(config, out);
      out.writeUTF(folder);
      out.writeInt(datasets.size());
      for (String folder : datasets) {
        out.writeUTF(folder);
      }
      out.writeBoolean(verified);
      write(jars, out);
      write(cached, out);
      LengthPrefixed.write(details, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(List<JobFile> files, DataOutput out) throws IOException {
    out.writeInt(files.size());
    for (JobFile file : files) {
      file.write(out);
    }
  }

  /**
   * Reads a job.
   *
   * @throws IOException if it is none, or of another version of Orthant
   */
  public static Job read(byte[] job) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(job));
    String version = in.readUTF();
    if (!version.equals(Version.current())) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "the run is of Orthant %s, and this process of %s",
              version,
              Version.current()));
    }
    try {
      return rest(in);
    } catch (IllegalArgumentException e) {
      throw new IOException("no job: " + e.getMessage(), e);
    }
  }

  private static Job rest(DataInputStream in) throws IOException {
    Kind kind = Kind.valueOf(in.readUTF());
    String config = LengthPrefixed.read(in);
    String folder = in.readUTF();
    List<String> datasets = new ArrayList<>();
    int folders = in.readInt();
    for (int i = 0; i < folders; i++) {
      datasets.add(in.readUTF());
    }
    return new Job(
        kind,
        config,
        folder,
        datasets,
        in.readBoolean(),
        files(in),
        files(in),
        ByteBuffer.wrap(LengthPrefixed.readBytes(in)));
  }

  private static List<JobFile> files(DataInputStream in) throws IOException {
    List<JobFile> files = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      files.add(JobFile.read(in));
    }
    return files;
  }
}
