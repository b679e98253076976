package org.orthant.formats.folder;

import java.io.IOException;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.BadInputException;
import org.orthant.api.array.Floats;
import org.orthant.api.file.AtomicFile;
import org.orthant.formats.draft.DraftArrays;
import org.orthant.formats.folder.yaml.Problems;

/** Arrays with their numbers. A file that several nodes name gives each of them its own. */
record ReadArrays(Problems problems) implements NodeArrays {

  @Override
  public INDArray of(ArrayFile file, long... shape) {
    try {
      float[] numbers = file.header().read();
      Optional<String> complaint = file.complaint().apply(numbers);
      if (complaint.isEmpty()) {
        return Floats.array(numbers, shape);
      }
      problems.add(file.line(), file.problem(file.name() + " " + complaint.get()));
    } catch (BadInputException e) {
      problems.add(
          file.line(),
          file.problem(ArrayFolder.shortened(e.getMessage(), file.name(), file.header().file())));
    } catch (IOException e) {
      problems.add(
          file.line(), file.problem(file.name() + " cannot be read: " + AtomicFile.inWords(e)));
    }
    return DraftArrays.announced(shape);
  }

  @Override
  public INDArray constant(float value) {
    return Floats.array(new float[] {value}, 1);
  }
}
