/**
 * Reads ONNX, with QONNX's and FINN's quantizers and with pairs of QuantizeLinear and
 * DequantizeLinear. Begin at {@link org.orthant.formats.onnx.OnnxReader}: it gives each operator
 * what enters it, and the {@code …Operators} say what becomes of it. The generated classes of the
 * file format are seen by {@code OnnxFile}, {@code OnnxNode} and {@code OnnxTensors} alone. May use
 * {@code formats.draft} and {@code formats.layout}.
 */
package org.orthant.formats.onnx;
