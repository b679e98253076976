package org.orthant.api.inspection;

/**
 * An operator that keeps a network from being run.
 *
 * @param node its name in the file
 * @param operator what it is, such as "LRN"
 * @param advice the nearest form that is supported
 */
public record UnsupportedOperator(String node, String operator, String advice) {
  @Override
  public String toString() {
    return node + ": " + operator + " is not supported; " + advice;
  }
}
