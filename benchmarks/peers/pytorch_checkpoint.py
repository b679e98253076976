#!/usr/bin/env python3
"""The angle between the rows of a checkpoint's matrices and what a quantizer makes of them, in PyTorch.

For each quantizer (binary; ternary as in ternary weight networks; binary along axes rotated by random
signs and a Hadamard matrix) it prints the seconds that all matrices took, the gigabytes of the file a
second, and the mean angle over all rows; before that the same of reading alone. Rows go some hundred at
a time, as is fastest here, through butterflies in two buffers; lengths that are no power of two are
rotated in blocks that are. With --one-way the rotation back is left out, which changes no angle.
Needs PyTorch 1.13 and NumPy.
"""
import argparse
import json
import math
import struct
import time

import numpy
import torch

CHUNKS = [64, 256, 1024]


def tensors(path):
    """Names, shapes and places of the BF16 matrices of a safetensors file."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
    return [(name, of["shape"], 8 + length + of["data_offsets"][0])
            for name, of in header.items() if name != "__metadata__" and of["dtype"] == "BF16"]


def read(file, place, first, rows, columns):
    bits = numpy.fromfile(file, numpy.int16, rows * columns, offset=place + 2 * first * columns)
    return torch.from_numpy(bits).view(torch.bfloat16).view(rows, columns).float()


def blocks(dimension):
    """Powers of two, the largest first, whose sum it is."""
    return [1 << bit for bit in reversed(range(dimension.bit_length())) if dimension >> bit & 1]


def hadamard(rows):
    """Each row of [n, 2^k] times the Hadamard matrix over the root of its size."""
    n, size = rows.shape
    stride = size // 2
    while stride:
        pairs = rows.view(n, -1, 2, stride)
        image = torch.empty_like(pairs)
        torch.add(pairs[:, :, 0], pairs[:, :, 1], out=image[:, :, 0])
        torch.sub(pairs[:, :, 0], pairs[:, :, 1], out=image[:, :, 1])
        rows = image.view(n, size)
        stride //= 2
    return rows.mul_(1 / math.sqrt(size))


def rotated(rows):
    parts = blocks(rows.shape[1])
    if len(parts) == 1:
        return hadamard(rows)
    return torch.cat([hadamard(part.contiguous()) for part in rows.split(parts, dim=1)], dim=1)


def binary(rows):
    return torch.where(rows > 0, 1.0, -1.0)


def ternary(rows):
    sizes = rows.abs()
    kept = sizes > 0.7 * sizes.mean(1, keepdim=True)
    scale = (sizes * kept).sum(1, keepdim=True) / kept.sum(1, keepdim=True)
    return torch.sign(rows) * kept * scale


def cosines(rows, images):
    return (rows * images).sum(1) / (rows.norm(dim=1) * images.norm(dim=1))


def angles(rows, quantizer, signs, one_way):
    if quantizer == "reading":
        return rows[:, 0]
    if quantizer == "gbt":
        turned = rotated(rows * signs)
        if one_way:
            return torch.acos(cosines(turned, binary(turned)))
        return torch.acos(cosines(rows, rotated(binary(turned)) * signs))
    return torch.acos(cosines(rows, (binary if quantizer == "binary" else ternary)(rows)))


def measure(path, matrices, quantizer, chunk, one_way):
    total, count, size = 0.0, 0, 0
    began = time.perf_counter()
    for _, (rows, columns), place in matrices:
        signs = torch.randint(0, 2, (columns,)).float() * 2 - 1
        for first in range(0, rows, chunk):
            some = min(chunk, rows - first)
            found = angles(read(path, place, first, some, columns), quantizer, signs, one_way)
            found = found[torch.isfinite(found)]
            total, count = total + found.sum().item(), count + len(found)
        size += 2 * rows * columns
    return time.perf_counter() - began, size, math.degrees(total / count)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--matrices", type=int, default=14, help="how many of them, from the first")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--one-way", action="store_true")
    options = parser.parse_args()
    torch.manual_seed(1705)
    torch.set_num_threads(options.threads)
    matrices = tensors(options.file)[:options.matrices]
    for quantizer in ("reading", "binary", "ternary", "gbt"):
        chunk = min(CHUNKS, key=lambda rows: measure(
            options.file, matrices[:7], quantizer, rows, options.one_way)[0])
        seconds, size, mean = measure(options.file, matrices, quantizer, chunk, options.one_way)
        mean = "" if quantizer == "reading" else f", {mean:.3f} degrees"
        print(f"{quantizer}: {seconds:.2f} s, {size / seconds / 1e9:.3f} GB/s, {chunk} rows at a time{mean}",
              flush=True)


if __name__ == "__main__":
    main()
