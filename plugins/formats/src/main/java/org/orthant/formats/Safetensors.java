package org.orthant.formats;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.orthant.api.BadInputException;
import org.orthant.api.Doc;
import org.orthant.api.Id;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.data.DatasetShape;
import org.orthant.api.file.AtomicFile;
import org.orthant.api.graph.Model;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.StoredLayer;
import org.orthant.api.spi.NetworkSource;
import org.orthant.api.spi.Preparation;
import org.orthant.formats.checkpoint.Checkpoint;
import org.orthant.formats.draft.Names;

/**
 * The matrices of a checkpoint, each a layer that no image passes. They may be larger than memory:
 * a matrix is opened when it is asked for.
 */
@Id("safetensors")
@Doc(
    "Matrices [out, in] of safetensors files, of any size: weights alone, opened one by one; no"
        + " image passes them")
public record Safetensors(
    @Doc("a .safetensors file, the .index.json of several, or a folder of them; it must be named")
        Optional<Path> files,
    @Doc(
            "names of matrices, * for any letters, such as [\"model.layers.*_proj.weight\"]; all"
                + " that can be read if empty")
        List<String> layers)
    implements NetworkSource {

  public Safetensors {
    layers = List.copyOf(layers);
    InvalidParameterException.unless(
        layers.stream().noneMatch(String::isBlank), "layers", "must not be blank", layers);
  }

  public Safetensors() {
    this(Optional.empty(), List.of());
  }

  @Override
  public boolean takesImages() {
    return false;
  }

  @Override
  public List<LayerOutline> layers(Optional<DatasetShape> dataset) {
    return read(checkpoint -> checkpoint.layers(layers)).stream()
        .map(StoredLayer::outline)
        .toList();
  }

  @Override
  public Model obtain(Preparation preparation) {
    return read(
        checkpoint -> {
          List<StoredLayer> stored = checkpoint.layers(layers);
          return Model.ofStored(stored, checkpoint.provenance(stored.size()));
        });
  }

  private interface Reading<T> {
    T of(Checkpoint checkpoint) throws IOException;
  }

  private <T> T read(Reading<T> reading) {
    Path path =
        files.orElseThrow(
            () ->
                new BadInputException(
                    "safetensors: name the files: { safetensors: { files: FILE or FOLDER } }"));
    try {
      return reading.of(Checkpoint.open(path));
    } catch (BadInputException e) {
      throw refused(e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw refused(path + ": there is no such file or folder", e);
    } catch (IOException e) {
      throw refused(path + " cannot be read: " + AtomicFile.inWords(e), e);
    }
  }

  private static BadInputException refused(String problem, Throwable cause) {
    return new BadInputException(
        String.format(Locale.ROOT, "safetensors: %s", Names.visible(problem)), cause);
  }
}
