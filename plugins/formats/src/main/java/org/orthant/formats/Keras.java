package org.orthant.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.data.PixelRange;
import org.orthant.formats.keras.KerasReader;

/** A network in a file of Keras. */
@Id("keras")
@Doc(
    "Network in a file of Keras (.h5, .keras, or .json with .h5), with layers of Larq, QKeras and hls4ml")
public record Keras(
    @Doc("the network's file; it must be named") Optional<Path> file,
    @Doc("between which numbers the pixels lay that the network was trained on; it must be said")
        Optional<PixelRange> pixels,
    @Doc(
            "what was subtracted of each channel then, such as [0.485, 0.456, 0.406]; nothing if empty")
        List<Double> mean,
    @Doc("what each channel was divided by then, such as [0.229, 0.224, 0.225]; 1 if empty")
        List<Double> deviation,
    @Doc("the order of the colours that the network was trained on") ChannelOrder channels,
    @Doc("the accuracy it had elsewhere, 0 to 1; a run that finds another one ends at once")
        Optional<Double> expectAccuracy,
    @Doc("whether batch normalization becomes part of the weights of the layer before it")
        boolean fold,
    @Doc(
            "whether it does, and neighbouring layers' channels are then scaled so that their ranges match")
        boolean equalize)
    implements FileSource {

  public Keras {
    Preprocessing.require(pixels, mean, deviation, channels, expectAccuracy);
  }

  public Keras() {
    this(
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        ChannelOrder.RGB,
        Optional.empty(),
        false,
        false);
  }

  @Override
  public NetworkFile.Reader reader() {
    return KerasReader::read;
  }
}
