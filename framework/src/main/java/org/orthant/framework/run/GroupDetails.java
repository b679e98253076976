package org.orthant.framework.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.data.Dataset;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Layer;
import org.orthant.api.model.Model;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.failure.Failure;

/**
 * What processes that measure groups are told beside the configuration: what they must find again,
 * and what was found out before.
 *
 * @param dataset its digest
 * @param model the digest of all its numbers
 * @param arithmetic in which images pass the network
 * @param failures what the run has to do without
 * @param refits under each trial, mean and variance of each layer
 */
record GroupDetails(
    String dataset,
    String model,
    Arithmetic arithmetic,
    List<Failure> failures,
    Map<Trial, List<Moments>> refits) {

  /** What batch normalization was fitted to. */
  record Moments(FloatBuffer mean, FloatBuffer variance) {}

  static GroupDetails of(Prepared prepared) {
    Map<Trial, List<Moments>> refits = new LinkedHashMap<>();
    prepared
        .refits()
        .all()
        .forEach(
            (trial, norms) ->
                refits.put(trial, norms.stream().map(GroupDetails::moments).toList()));
    return new GroupDetails(
        prepared.dataset().orElseThrow().digest(),
        digest(prepared.model()),
        prepared.arithmetic().orElseThrow(),
        prepared.plan().failures(),
        refits);
  }

  private static Moments moments(BatchNorm norm) {
    return new Moments(
        FloatBuffer.wrap(norm.mean().toFloatVector()),
        FloatBuffer.wrap(norm.variance().toFloatVector()));
  }

  /** SHA-256 of all numbers of a network. */
  private static String digest(Model model) {
    return Sha256.of(
        out -> {
          for (Layer layer : model.layers()) {
            BatchNorm norm = layer.batchNorm();
            for (INDArray array :
                List.of(layer.weights(), norm.gamma(), norm.beta(), norm.mean(), norm.variance())) {
              writeFloats(Numbers.of(array), out);
            }
          }
        });
  }

  /**
   * Whether what was found is what the run began with.
   *
   * @throws AnalysisException if not
   */
  void require(Dataset found, Model obtained) {
    if (!found.digest().equals(dataset)) {
      throw new AnalysisException(
          "the dataset here has the digest %s, that of the run %s"
              .formatted(found.digest(), dataset));
    }
    if (!digest(obtained).equals(model)) {
      throw new AnalysisException("the network that was found here is not that of the run");
    }
  }

  /** The batch normalization of each layer under each trial. */
  Refits refits(List<QuantizedLayer> layers) {
    Map<Trial, List<BatchNorm>> norms = new LinkedHashMap<>();
    refits.forEach(
        (trial, moments) -> {
          List<BatchNorm> ofLayers = new ArrayList<>();
          for (int i = 0; i < layers.size(); i++) {
            BatchNorm trained = layers.get(i).layer().batchNorm();
            ofLayers.add(
                new BatchNorm(
                    trained.gamma(),
                    trained.beta(),
                    Nd4j.createFromArray(moments.get(i).mean().array()),
                    Nd4j.createFromArray(moments.get(i).variance().array()),
                    trained.epsilon()));
          }
          norms.put(trial, ofLayers);
        });
    return Refits.of(norms);
  }

  ByteBuffer write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeUTF(dataset);
      out.writeUTF(model);
      out.writeUTF(arithmetic.name());
      FailureFormat.write(failures, out);
      out.writeInt(refits.size());
      for (Map.Entry<Trial, List<Moments>> refit : refits.entrySet()) {
        TrialFormat.write(refit.getKey(), out);
        out.writeInt(refit.getValue().size());
        for (Moments moments : refit.getValue()) {
          out.writeInt(moments.mean().capacity());
          writeFloats(moments.mean().array(), out);
          writeFloats(moments.variance().array(), out);
        }
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
    byte[] bytes = new byte[written.remaining()];
    written.duplicate().get(bytes);
    try {
      return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static GroupDetails read(DataInputStream in) throws IOException {
    String dataset = in.readUTF();
    String model = in.readUTF();
    Arithmetic arithmetic = Arithmetic.valueOf(in.readUTF());
    List<Failure> failures = FailureFormat.read(in);
    Map<Trial, List<Moments>> refits = new LinkedHashMap<>();
    int trials = in.readInt();
    for (int i = 0; i < trials; i++) {
      Trial trial = TrialFormat.read(in);
      List<Moments> layers = new ArrayList<>();
      int count = in.readInt();
      for (int k = 0; k < count; k++) {
        int channels = in.readInt();
        layers.add(new Moments(readFloats(channels, in), readFloats(channels, in)));
      }
      refits.put(trial, layers);
    }
    return new GroupDetails(dataset, model, arithmetic, failures, refits);
  }

  private static void writeFloats(float[] values, DataOutput out) throws IOException {
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static FloatBuffer readFloats(int count, DataInputStream in) throws IOException {
    if (count < 0 || count > in.available() / Float.BYTES) {
      throw new EOFException("%d numbers do not follow".formatted(count));
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readFloat();
    }
    return FloatBuffer.wrap(values);
  }
}
