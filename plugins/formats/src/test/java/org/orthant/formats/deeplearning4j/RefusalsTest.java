package org.orthant.formats.deeplearning4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LocallyConnected2D;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.orthant.api.BadInputException;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.inspection.InspectedLayer;
import org.orthant.api.inspection.Inspection;
import org.orthant.api.model.ImageShape;

/** What is refused, and how; and what is said of a file that is looked at. */
class RefusalsTest {
  private static final InputType IMAGE = InputType.convolutionalFlat(6, 6, 1);

  @TempDir private Path folder;
  private Path file;
  private MultiLayerNetwork network;
  private ZipContent sound;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("network.zip");
    network =
        Peer.chain(
            IMAGE,
            new ConvolutionLayer.Builder(3, 3).nOut(2).name("first").build(),
            new BatchNormalization(),
            new DenseLayer.Builder().nOut(3).build());
    Peer.written(network, file);
    sound = ZipContent.of(file);
  }

  private Inspection inspection() {
    return Peer.source(file).inspect(file).orElseThrow();
  }

  private void requireRefused(ZipContent content, String words) throws IOException {
    content.write(file);
    requireRefused(words);
  }

  private void requireRefused(String words) {
    assertThatThrownBy(
            () -> Peer.graph(Peer.source(file), new DatasetShape(new ImageShape(6, 6, 1), 3, 1, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("deeplearning4j: " + file + ": ")
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  @Test
  void whatAFileHoldsIsSaid() {
    Inspection inspection = inspection();
    assertThat(inspection.format()).isEqualTo("DeepLearning4J, MultiLayerNetwork");
    assertThat(inspection.layers())
        .extracting(InspectedLayer::name)
        .containsExactly("first", "layer2");
    assertThat(inspection.unsupported()).isEmpty();
  }

  @Test
  void filesOfOtherFormatsAreLeftToOthers() throws IOException {
    sound.without(ZipContent.CONFIGURATION).with("config.json").write(file);
    assertThat(Peer.source(file).inspect(file)).isEmpty();
    Files.writeString(file, "PK, but no zip");
    assertThat(Peer.source(file).inspect(file)).isEmpty();
    Files.write(file, new byte[0]);
    assertThat(Peer.source(file).inspect(file)).isEmpty();
  }

  @Test
  void filesThatAreCutOffAreRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {60, bytes.length / 2, bytes.length - 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      requireRefused("is cut off or damaged");
    }
  }

  @Test
  void entriesThatAreMissingOrDangerousAreNamed() throws IOException {
    requireRefused(sound.without(ZipContent.COEFFICIENTS), "holds no coefficients.bin");
    requireRefused(
        sound.with("preprocessor.bin", (byte) 1),
        "save it with ModelSerializer.writeModel(net, file, false)");
    sound.with("normalizer.bin", (byte) 1).write(file);
    assertThat(inspection().dropped()).singleElement().asString().startsWith("normalizer.bin");
  }

  @Test
  void bombsAreRefused() throws IOException {
    requireRefused(
        sound.with(ZipContent.COEFFICIENTS, new byte[20_000_000]), "no trained network does");
    requireRefused(
        sound.with(ZipContent.CONFIGURATION, new byte[20_000_000]), "no trained network does");
    ZipContent many = sound;
    for (int i = 0; i < 1_000; i++) {
      many.entries().put("entry " + i, new byte[0]);
    }
    requireRefused(many, "entries; at most 1000 are read");
  }

  @Test
  void numbersMustBeAsManyAsTheLayersNeed() throws IOException {
    INDArray row = network.params();
    long count = row.length();
    requireRefused(
        sound.coefficients(row.get(NDArrayIndex.interval(0, count - 1))),
        "coefficients.bin holds " + (count - 1) + " numbers, and the layers need " + count);
    requireRefused(
        sound.coefficients(Nd4j.concat(0, row, Nd4j.ones(DataType.FLOAT, 2))),
        "coefficients.bin holds " + (count + 2) + " numbers");
    INDArray nan = row.dup();
    nan.putScalar(5, Float.NaN);
    requireRefused(sound.coefficients(nan), "coefficients.bin holds NaN at its number 5");
    requireRefused(
        sound.coefficients(row.castTo(DataType.INT32)), "numbers of the type INT, not FLOAT");
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"DOUBLE", "HALF", "BFLOAT16"})
  void otherTypesOfNumbersAreRead(DataType type) throws IOException {
    sound.coefficients(network.params().castTo(type)).write(file);
    assertThat(inspection().layers()).hasSize(2);
  }

  @Test
  void numbersOfVersionsBefore1AreRead() throws IOException {
    INDArray row = network.params();
    writeNumbers("DIRECT", true, row.length(), row);
    assertThat(inspection().layers()).hasSize(2);
  }

  @Test
  void headersOfNumbersThatLieAreRefused() throws IOException {
    INDArray row = network.params();
    writeNumbers("MIXED_DATA_TYPES", false, Long.MAX_VALUE, row);
    requireRefused("says that it holds 9223372036854775807 numbers");
    writeNumbers("MIXED_DATA_TYPES", false, -1, row);
    requireRefused("says that it holds -1 numbers");
    writeNumbers("MIXED_DATA_TYPES", false, row.length() - 1, row);
    requireRefused("numbers of the type FLOAT, and has");
    writeNumbers("ELSEWHERE", false, row.length(), row);
    requireRefused("is no array of ND4J's: it begins with 'ELSEWHERE'");
    byte[] bytes = sound.entries().get(ZipContent.COEFFICIENTS);
    requireRefused(
        sound.with(ZipContent.COEFFICIENTS, Arrays.copyOf(bytes, 30)), "coefficients.bin");
    requireRefused(sound.with(ZipContent.COEFFICIENTS), "coefficients.bin");
  }

  /** Writes a file whose array has headers of its own. */
  private void writeNumbers(String mode, boolean isEarlier, long length, INDArray row)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream stream = new DataOutputStream(bytes);
    stream.writeUTF(mode);
    if (isEarlier) {
      stream.writeInt(1);
      stream.writeUTF("INT");
      stream.writeInt(0);
    } else {
      stream.writeLong(1);
      stream.writeUTF("LONG");
      stream.writeLong(0);
    }
    stream.writeUTF(mode);
    if (isEarlier) {
      stream.writeInt((int) length);
    } else {
      stream.writeLong(length);
    }
    stream.writeUTF("FLOAT");
    for (long i = 0; i < row.length(); i++) {
      stream.writeFloat(row.getFloat(i));
    }
    sound.with(ZipContent.COEFFICIENTS, bytes.toByteArray()).write(file);
  }

  @Test
  void configurationsThatAreNoneAreRefused() throws IOException {
    requireRefused(sound.configuration(any -> "{\"a\":" + "[".repeat(10_000)), "cannot be read");
    requireRefused(sound.configuration(any -> "{"), "cannot be read");
    requireRefused(sound.configuration(any -> ""), "neither a MultiLayerNetwork nor");
    requireRefused(sound.configuration(any -> "{}"), "neither a MultiLayerNetwork nor");
    requireRefused(sound.configuration(any -> "{\"confs\":[]}"), "has 0 layers or vertices");
    requireRefused(
        sound.configuration(any -> "{\"confs\":[{\"layer\":{\"convolution\":{}}}]}"),
        "layer 0 names no @class, as before 1.0.0");
    requireRefused(
        sound.configuration(
            text -> text.replaceFirst("\"kernelSize\" : \\[ 3", "\"kernelSize\" : [ -3")),
        "first: ConvolutionLayer is not supported");
    requireRefused(
        sound.configuration(text -> text.replaceFirst("\"nout\" : 2", "\"nout\" : 16000000")),
        "coefficients.bin holds");
    requireRefused(
        sound.configuration(
            text ->
                text.replaceFirst("\"nout\" : 2", "\"nout\" : 16000000")
                    .replaceFirst("\"nin\" : 1,", "\"nin\" : 16000000,")
                    .replaceFirst("\"kernelSize\" : \\[ 3, 3", "\"kernelSize\" : [ 30000, 30000")),
        "first: ConvolutionLayer is not supported");
  }

  @Test
  void settingsOfAnotherKindAreRefused() throws IOException {
    requireRefused(
        sound.configuration(
            text -> text.replaceFirst("\"inputHeight\" : 6", "\"inputHeight\" : -6")),
        "first: ConvolutionLayer is not supported; it does not work here: inputHeight is no whole");
    requireRefused(
        sound.configuration(
            text -> text.replaceFirst("\"padding\" : \\[ 0, 0 \\]", "\"padding\" : { \"a\" : 1 }")),
        "padding is no list of numbers");
  }

  @Test
  void whatIsNotSupportedIsSaidAtOnce() throws IOException {
    Peer.written(
        Peer.chain(
            IMAGE,
            new ConvolutionLayer.Builder(3, 3).nOut(2).activation(Activation.GELU).build(),
            new LocalResponseNormalization(),
            new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.PNORM)
                .pnorm(2)
                .kernelSize(2, 2)
                .stride(1, 1)
                .build(),
            new OutputLayer.Builder(LossFunction.MSE).nOut(3).build()),
        file);
    requireRefused("layer0: ActivationGELU is not supported");
    requireRefused("layer1: LocalResponseNormalization is not supported");
    requireRefused("layer2: SubsamplingLayer is not supported");
    assertThat(inspection().unsupported()).hasSize(3);
    assertThat(inspection().layers())
        .extracting(InspectedLayer::name)
        .containsExactly("layer0", "layer3");
  }

  /** Its numbers are what the others leave. */
  @Test
  void layersBehindOneOfUnknownSizeAreStillListed() throws IOException {
    Peer.written(
        Peer.chain(
            IMAGE,
            new ConvolutionLayer.Builder(3, 3).nOut(2).build(),
            new LocallyConnected2D.Builder()
                .kernelSize(2, 2)
                .stride(1, 1)
                .nOut(2)
                .setInputSize(4, 4)
                .build(),
            new DenseLayer.Builder().nOut(3).build()),
        file);
    requireRefused("layer1: LocallyConnected2D is not supported");
    assertThat(inspection().layers())
        .extracting(InspectedLayer::name)
        .containsExactly("layer0", "layer2");
  }

  @Test
  void layersOfOrthantsAreSentElsewhere() throws IOException {
    requireRefused(
        sound.configuration(
            text ->
                text.replace(
                    "org.deeplearning4j.nn.conf.layers.ConvolutionLayer",
                    "org.orthant.dl4j.OneDnnConvolution")),
        "first: org.orthant.dl4j.OneDnnConvolution is not supported");
    requireRefused("{ pretrained: NAME }");
    requireRefused(
        sound.configuration(
            text ->
                text.replaceFirst(
                    "\"weightNoise\" : null",
                    "\"weightNoise\" : { \"@class\" : \"org.orthant.dl4j.QuantizedWeights\" }")),
        "first: org.orthant.dl4j.QuantizedWeights is not supported");
  }

  @Test
  void aSoftmaxInTheMiddleIsNone() throws IOException {
    Peer.written(
        Peer.chain(
            IMAGE,
            new DenseLayer.Builder().nOut(4).activation(Activation.SOFTMAX).build(),
            new DenseLayer.Builder().nOut(3).build()),
        file);
    requireRefused("layer0: ActivationSoftmax is not supported");
    Peer.written(
        Peer.chain(
            IMAGE,
            new DenseLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build(),
            new DropoutLayer(0.5),
            new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build()),
        file);
    assertThat(inspection().unsupported()).isEmpty();
    assertThat(inspection().dropped()).containsExactly("softmax of layer0", "dropout layer1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'topologicalOrderStr' : [ 'in', 'a', 'b' ] | 'topologicalOrderStr' : [ 'in', 'b', 'a' ] |"
            + " puts the vertex b before what it takes",
        "'a' : [ 'in' ] | 'a' : [ 'b' ] | puts the vertex a before what it takes",
        "'a' : [ 'in' ] | 'a' : [ 'a' ] | puts the vertex a before what it takes",
        "'a' : [ 'in' ] | 'a' : [ 'nowhere' ] | puts the vertex a before what it takes",
        "'a' : [ 'in' ] | 'a' : [ ] | has a vertex a with 0 inputs",
        "'a' : [ 'in' ] | 'a' : [ 'in', 'in' ] | has a vertex a with 2 inputs",
        "'topologicalOrderStr' : [ 'in', 'a', 'b' ] | 'topologicalOrderStr' : [ 'in', 'a' ] | has"
            + " vertices that its topologicalOrderStr does not name",
        "'topologicalOrderStr' : [ 'in', 'a', 'b' ] | 'topologicalOrderStr' : [ 'in', 'a', 'a', 'b' ]"
            + " | puts the vertex a before",
        "'topologicalOrderStr' : [ 'in', 'a', 'b' ] | 'topologicalOrderStr' : null | has no"
            + " topologicalOrderStr",
        "'networkInputs' : [ 'in' ] | 'networkInputs' : [ 'in', 'more' ] | has 2 inputs (in, more)",
        "'networkOutputs' : [ 'b' ] | 'networkOutputs' : [ 'c' ] | c: an output is not supported",
      })
  void graphsOutOfOrderAreRefused(String part, String replacement, String problem)
      throws IOException {
    Peer.written(
        Peer.graph(
            Peer.builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("a", new ConvolutionLayer.Builder(3, 3).nOut(2).build(), "in")
                .addLayer("b", new DenseLayer.Builder().nOut(3).build(), "a")
                .setOutputs("b")
                .setInputTypes(InputType.convolutional(6, 6, 1))
                .build()),
        file);
    ZipContent.of(file)
        .configuration(
            text -> {
              assertThat(text).contains(part.replace('\'', '"'));
              return text.replace(part.replace('\'', '"'), replacement.replace('\'', '"'));
            })
        .write(file);
    requireRefused(problem);
  }

  @Test
  void anImageThatTheFileDoesNotSayComesFromTheDataset() throws IOException {
    Peer.written(
        Peer.chain(
            InputType.convolutional(6, 6, 1),
            new ConvolutionLayer.Builder(3, 3).nOut(2).build(),
            new OutputLayer.Builder(LossFunction.MSE).nOut(3).build()),
        file);
    assertThat(inspection().input()).isEqualTo(Optional.empty());
    assertThat(
            Peer.graph(Peer.source(file), new DatasetShape(new ImageShape(6, 6, 1), 3, 1, 1))
                .layers())
        .hasSize(2);
  }
}
