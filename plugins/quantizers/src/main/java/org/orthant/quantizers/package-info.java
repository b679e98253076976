/**
 * Quantizers. Those here need no more than a row; {@link org.orthant.quantizers.Gbt} puts any of
 * them on the axes of a rotation. Others lie in packages below: they may use this one for {@link
 * org.orthant.quantizers.RowByRow}, and this one uses none of them but {@code quantizers.rotation}.
 */
package org.orthant.quantizers;
