package org.orthant.framework.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.io.FileUtils;
import org.orthant.framework.failure.PluginCall;
import org.orthant.framework.job.Bundle;
import org.orthant.framework.run.Analysis;
import org.orthant.framework.run.local.LocalExecutor;

/** Computes parts of a sweep that another process leads, one after the other. */
public final class RemoteParts {
  private final SweepPlan plan;
  private final Analysis analysis;
  private final Path folder;
  private final boolean export;

  /**
   * @param folder for results on their way
   * @param details as {@link PartWork#job} wrote them
   */
  public RemoteParts(SweepPlan plan, Analysis analysis, Path folder, ByteBuffer details) {
    this.plan = plan;
    this.analysis = analysis;
    this.folder = folder;
    this.export = details.hasRemaining() && details.get(details.position()) != 0;
  }

  /** Returns what a part gives, as {@link PartWork#read} reads it. */
  public synchronized byte[] compute(int part) {
    Path out = folder.resolve("part-" + part);
    try {
      analysis.execute(
          plan.plans().get(part).measuredBy(new LocalExecutor(1)), out, export, nothing -> {});
      return new Ending(true, Bundle.of(out)).write();
    } catch (IOException | RuntimeException e) {
      return new Ending(false, PluginCall.inWords(e).getBytes(StandardCharsets.UTF_8)).write();
    } finally {
      FileUtils.deleteQuietly(out.toFile());
    }
  }

  /** A part's end: its folder, or what went wrong. */
  static final class Ending {
    private final boolean done;
    private final byte[] content;

    private Ending(boolean done, byte... content) {
      this.done = done;
      this.content = content;
    }

    boolean isDone() {
      return done;
    }

    byte[] content() {
      return content;
    }

    private byte[] write() {
      byte[] written = Arrays.copyOf(content, content.length + 1);
      written[content.length] = (byte) (done ? 1 : 0);
      return written;
    }

    static Ending read(byte... written) {
      int length = written.length - 1;
      if (length < 0) {
        throw new IllegalStateException("a worker sent nothing");
      }
      return new Ending(written[length] != 0, Arrays.copyOf(written, length));
    }
  }
}
