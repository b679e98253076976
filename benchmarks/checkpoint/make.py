#!/usr/bin/env python3
"""Writes a checkpoint as large as you like, shaped as a language model, with layers that are told apart.

    make.py FILE --blocks 30 --width 4096 --hidden 11008     # 12 GB

The seven matrices of each block hold Gaussian numbers as BF16, but for four: two have columns that are
twenty times as large as the others, one is all zeros, and one has a NaN. Their names are printed.
Needs NumPy.
"""
import argparse
import json
import struct

import numpy

PLANTED = {
    (1, "mlp.down_proj"): "two large columns",
    (2, "self_attn.q_proj"): "two large columns",
    (0, "self_attn.k_proj"): "zeros",
    (1, "self_attn.v_proj"): "a NaN",
}
LARGE = 20
DEVIATION = 0.02
SHIFTS = 9973  # matrices are parts of one pool of numbers, each from a place of its own


def shapes(width, hidden):
    square, up, down = (width, width), (hidden, width), (width, hidden)
    names = {f"self_attn.{name}_proj": square for name in "qkvo"}
    return {**names, "mlp.gate_proj": up, "mlp.up_proj": up, "mlp.down_proj": down}


def bfloat16(values):
    bits = values.view(numpy.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(numpy.uint16)


def planted(matrix, what):
    if what == "zeros":
        return numpy.zeros(matrix.size, numpy.uint16)
    if what == "a NaN":
        bits = bfloat16(matrix.ravel())
        bits[3 * matrix.shape[1] + 5] = 0x7FC0
        return bits
    matrix[:, [7, matrix.shape[1] // 2]] *= LARGE
    return bfloat16(matrix.ravel())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--blocks", type=int, default=30)
    parser.add_argument("--width", type=int, default=4096)
    parser.add_argument("--hidden", type=int, default=11008)
    parser.add_argument("--seed", type=int, default=1705)
    options = parser.parse_args()
    kinds = shapes(options.width, options.hidden)
    header, end = {}, 0
    for block in range(options.blocks):
        for kind, (rows, columns) in kinds.items():
            begin, end = end, end + 2 * rows * columns
            header[f"model.layers.{block}.{kind}.weight"] = {
                "dtype": "BF16", "shape": [rows, columns], "data_offsets": [begin, end]}
    text = json.dumps(header).encode()
    random = numpy.random.default_rng(options.seed)
    pool = random.standard_normal(options.width * options.hidden + SHIFTS, dtype=numpy.float32)
    pool *= numpy.float32(DEVIATION)
    rounded = bfloat16(pool)
    with open(options.file, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for block in range(options.blocks):
            for kind, shape in kinds.items():
                first, size = int(random.integers(0, SHIFTS)), shape[0] * shape[1]
                what = PLANTED.get((block, kind))
                if what:
                    print(f"model.layers.{block}.{kind}.weight: {what}")
                    planted(pool[first:first + size].reshape(shape).copy(), what).tofile(out)
                else:
                    rounded[first:first + size].tofile(out)


if __name__ == "__main__":
    main()
