package org.orthant.formats.onnx;

import java.util.List;
import java.util.function.Function;
import org.orthant.formats.draft.UnsupportedException;

/** What an operator makes of its inputs. */
@FunctionalInterface
interface Operator {
  /**
   * Adds the operator to the draft.
   *
   * @return what leaves it, one value for each of its outputs that matter
   * @throws UnsupportedException if this form of it is not supported
   * @throws IllegalArgumentException if its inputs cannot enter it
   */
  List<Value> apply(Call call);

  /** An operator with a single output. */
  static Operator one(Function<Call, Value> operator) {
    return call -> List.of(operator.apply(call));
  }
}
