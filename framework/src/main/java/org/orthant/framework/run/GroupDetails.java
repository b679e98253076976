package org.orthant.framework.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.orthant.api.data.Dataset;
import org.orthant.api.graph.Model;
import org.orthant.api.measure.Trial;
import org.orthant.framework.failure.AnalysisException;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.failure.FailureFormat;
import org.orthant.framework.job.LengthPrefixed;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.measure.PreparedRun;
import org.orthant.framework.run.refit.Refit;
import org.orthant.framework.run.refit.RefitFormat;
import org.orthant.framework.run.refit.Refits;
import org.orthant.framework.run.refit.TrialFormat;

/**
 * What processes that measure groups are told beside the configuration: what they must find again,
 * and what was found out before.
 *
 * @param dataset its digest
 * @param model the digest of all its numbers
 * @param arithmetic in which images pass the network
 * @param failures what the run has to do without
 * @param further what probes ask for by now
 * @param refits what was fitted anew for each trial, as {@link RefitFormat} writes it
 */
record GroupDetails(
    String dataset,
    String model,
    Arithmetic arithmetic,
    List<Failure> failures,
    FurtherTrials further,
    Map<Trial, ByteBuffer> refits) {

  static GroupDetails of(PreparedRun prepared) {
    Map<Trial, ByteBuffer> refits = new LinkedHashMap<>();
    Network network = prepared.network().orElseThrow();
    prepared
        .refits()
        .all()
        .forEach(
            (trial, refit) ->
                refits.put(trial, ByteBuffer.wrap(RefitFormat.write(refit, network))));
    return new GroupDetails(
        prepared.dataset().orElseThrow().digest(),
        ModelDigest.of(prepared.model()),
        prepared.arithmetic().orElseThrow(),
        prepared.plan().failures(),
        FurtherTrials.in(prepared.plan()),
        refits);
  }

  /**
   * Whether what was found is what the run began with.
   *
   * @throws AnalysisException if not
   */
  void require(Dataset found, Model obtained) {
    if (!found.digest().equals(dataset)) {
      throw new AnalysisException(
          String.format(
              Locale.ROOT,
              "the dataset here has the digest %s, that of the run %s",
              found.digest(),
              dataset));
    }
    if (!ModelDigest.of(obtained).equals(model)) {
      throw new AnalysisException("the network that was found here is not that of the run");
    }
  }

  /** Returns what was fitted anew for each trial. */
  Refits refits(Network network) {
    Map<Trial, Refit> read = new LinkedHashMap<>();
    refits.forEach((trial, written) -> read.put(trial, RefitFormat.read(written, network)));
    return Refits.known(read);
  }

  ByteBuffer write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeUTF(dataset);
      out.writeUTF(model);
      out.writeUTF(arithmetic.name());
      FailureFormat.write(failures, out);
      further.write(out);
      out.writeInt(refits.size());
      for (Map.Entry<Trial, ByteBuffer> refit : refits.entrySet()) {
        TrialFormat.write(refit.getKey(), out);
        LengthPrefixed.write(refit.getValue(), out);
      }
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
  static GroupDetails read(ByteBuffer written) throws IOException {
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(LengthPrefixed.bytes(written)));
    try {
      String dataset = in.readUTF();
      String model = in.readUTF();
      Arithmetic arithmetic = Arithmetic.valueOf(in.readUTF());
      List<Failure> failures = FailureFormat.read(in);
      FurtherTrials further = FurtherTrials.read(in);
      Map<Trial, ByteBuffer> refits = new LinkedHashMap<>();
      int trials = in.readInt();
      for (int i = 0; i < trials; i++) {
        Trial trial = TrialFormat.read(in);
        refits.put(trial, ByteBuffer.wrap(LengthPrefixed.readBytes(in)));
      }
      return new GroupDetails(dataset, model, arithmetic, failures, further, refits);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
