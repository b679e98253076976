package org.orthant.formats.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** Microsoft's engine, which computes what Orthant's must compute too. */
final class OnnxRuntime {
  private OnnxRuntime() {}

  /** Without rewrites, which are not always exact. */
  private static OrtSession.SessionOptions plain() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
    options.setIntraOpNumThreads(1);
    return options;
  }

  /**
   * What a model gives.
   *
   * @param input its first input's numbers, in its own order
   */
  static float[] scores(byte[] model, float[] input, long... sizes) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = plain();
        OrtSession session = environment.createSession(model, options);
        OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), sizes);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
      FloatBuffer scores = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[scores.remaining()];
      scores.get(values);
      return values;
    } catch (OrtException e) {
      throw new AssertionError("the model is not one that ONNX Runtime takes", e);
    }
  }
}
