package org.orthant.framework.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.orthant.api.graph.Model;
import org.orthant.framework.failure.AnalysisException;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.FailureFormat;
import org.orthant.framework.job.LengthPrefixed;
import org.orthant.framework.run.measure.PreparedRun;

/**
 * What processes that measure stored layers are told beside the configuration.
 *
 * @param model the digest of where the network came from
 * @param failures what the run has to do without
 */
record LayerDetails(String model, List<Failure> failures) {

  static LayerDetails of(PreparedRun prepared) {
    return new LayerDetails(ModelDigest.of(prepared.model()), prepared.plan().failures());
  }

  /**
   * Whether what was found is what the run began with.
   *
   * @throws AnalysisException if not
   */
  void require(Model obtained) {
    if (!ModelDigest.of(obtained).equals(model)) {
      throw new AnalysisException("the files that were found here are not those of the run");
    }
  }

  ByteBuffer write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeUTF(model);
      FailureFormat.write(failures, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  /**
   * Reads them.
   *
   * @throws IOException if the bytes are not what {@link #write} gives
   */
  static LayerDetails read(ByteBuffer written) throws IOException {
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(LengthPrefixed.bytes(written)));
    try {
      return new LayerDetails(in.readUTF(), FailureFormat.read(in));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
