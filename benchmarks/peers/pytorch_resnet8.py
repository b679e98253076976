#!/usr/bin/env python3
"""ResNet-8 with one layer quantized at a time, as one would write it in PyTorch.

Each of its ten layers gets its weights, what enters it, or both rounded to 8, 6, 4, 3 and 2 bits,
and the accuracy of each of these 150 networks on CIFAR-10 test images is printed, with the seconds
that all of it took. Weights are rounded per filter, symmetrically; inputs per tensor, to a range
that images of the training split fixed. 2 bits take the range of the smallest squared error, the
others the largest value.

With --groups, the same on all layers at once, on all convolutions, and on all layers but the first
and the last, with both rounded also to ranges that other images fixed: 60 more networks, which
Orthant's ablation tries too.

Batch normalization and biases are folded into weights once these are quantized, which changes
nothing but rounding. Needs PyTorch 1.13, NumPy and h5py.
"""
import argparse
import pathlib
import time

import h5py
import numpy
import torch
import torch.nn.functional as F

LAYERS = ["conv2d"] + [f"conv2d_{i}" for i in range(1, 9)] + ["dense"]
NORMS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 6: 5, 7: 6}  # layer: batch normalization behind it
STRIDES = {3: 2, 5: 2, 6: 2, 8: 2}
WIDTHS = [8, 6, 4, 3, 2]
LEAST_SQUARES = [2]
EPSILON = 1e-3


def read(path):
    """Weights in PyTorch's order, and the factor and shift that follow them."""
    layers = []
    with h5py.File(path) as file:
        group = file["model_weights"]
        tensor = lambda name, key: torch.from_numpy(group[name][name][f"{key}:0"][()])
        for i, name in enumerate(LAYERS):
            kernel = tensor(name, "kernel")
            weights = kernel.permute(3, 2, 0, 1) if kernel.ndim == 4 else kernel.t()
            factor, shift = torch.ones(len(weights)), tensor(name, "bias")
            if i in NORMS:
                norm = "batch_normalization" + (f"_{NORMS[i]}" if NORMS[i] else "")
                factor = tensor(norm, "gamma") / (tensor(norm, "moving_variance") + EPSILON).sqrt()
                shift = (shift - tensor(norm, "moving_mean")) * factor + tensor(norm, "beta")
            layers.append((weights.contiguous(), factor, shift))
    return layers


def images(folder, files):
    """Pixels from 0 to 255 as floats, and labels."""
    rows = numpy.concatenate([numpy.fromfile(folder / f, numpy.uint8).reshape(-1, 3073) for f in files])
    pixels = torch.from_numpy(rows[:, 1:].reshape(-1, 3, 32, 32).astype(numpy.float32))
    return pixels, torch.from_numpy(rows[:, 0].astype(numpy.int64))


def indices(file, count):
    """Those in a text file, or the first so many."""
    return numpy.loadtxt(file, dtype=numpy.int64) if file else numpy.arange(count)


def rounded(x, scale, low, high):
    return (x / scale).round_().clamp_(low, high).mul_(scale)


def quantized_weights(weights, bits):
    """Per filter, symmetric."""
    most = 2 ** (bits - 1) - 1
    rows = weights.flatten(1)
    largest = rows.abs().amax(1, keepdim=True)
    best = rounded(rows, largest / most, -most, most)
    if bits in LEAST_SQUARES:
        least = (best - rows).square().sum(1, keepdim=True)
        for j in range(1, 49):
            tried = rounded(rows, largest * 2 ** (-j / 8) / most, -most, most)
            error = (tried - rows).square().sum(1, keepdim=True)
            best = torch.where(error < least, tried, best)
            least = torch.minimum(error, least)
    return best.reshape(weights.shape)


def grid(low, high, bits):
    """Scale, lowest and highest level of an affine grid, in steps from 0."""
    steps = 2**bits - 1
    scale = (high - low) / steps
    zero = round(-low / scale)
    return scale, -zero, steps - zero


def input_grid(x, bits):
    """Per tensor, affine, 0 counted in."""
    low, high = min(0.0, x.min().item()), max(0.0, x.max().item())
    best = grid(low, high, bits)
    if bits in LEAST_SQUARES:
        error = lambda tried: (rounded(x, *tried) - x).square_().sum(dtype=torch.float64).item()
        tried = [grid(low * 2 ** (-j / 8), high * 2 ** (-j / 8), bits) for j in range(49)]
        best = min(tried, key=error)
    return best


class Network:
    """One layer after the other; a state is what the next one takes and what its shortcut takes."""

    def __init__(self, layers, memory_format):
        self.layers = layers
        self.memory_format = memory_format
        self.trained = [self.folded(i, layers[i][0]) for i in range(len(layers))]

    def folded(self, layer, weights):
        _, factor, shift = self.layers[layer]
        folded = weights * factor.reshape([-1] + [1] * (weights.ndim - 1))
        return (folded.contiguous(memory_format=self.memory_format) if folded.ndim == 4 else folded), shift

    def product(self, layer, x, change):
        weights, shift = self.trained[layer]
        if change:
            weights = change.weights.get(layer, weights)
            x = rounded(x, *change.inputs[layer]) if layer in change.inputs else x
        if layer == 9:
            return F.linear(x, weights, shift)
        stride = STRIDES.get(layer, 1)
        if stride == 2 and weights.shape[2] == 3:
            return F.conv2d(F.pad(x, (0, 1, 0, 1)), weights, shift, 2)
        return F.conv2d(x, weights, shift, stride, weights.shape[2] // 2)

    def step(self, layer, state, change):
        x, skip = state
        if layer in (0, 9):
            x = x.mean((2, 3)) if layer == 9 else x
            x = self.product(layer, x, change)
            return (x if layer == 9 else x.relu_()), None
        if layer in (1, 3, 6):  # a block begins
            return self.product(layer, x, change).relu_(), x
        if layer == 2:
            return self.product(layer, x, change).add_(skip).relu_(), None
        if layer in (4, 7):
            return self.product(layer, x, change), skip
        return self.product(layer, skip, change).add_(x).relu_(), None

    def entering(self, layer, state):
        """What a layer multiplies."""
        x, skip = state
        return skip if layer in (5, 8) else x.mean((2, 3)) if layer == 9 else x

    def states(self, pixels):
        """What the network as trained has before each layer, and its scores."""
        states = [(pixels, None)]
        for layer in range(10):
            states.append(self.step(layer, states[-1], None))
        return states

    def scores(self, state, first, change):
        for layer in range(first, 10):
            state = self.step(layer, state, change)
        return state[0]


class Change:
    def __init__(self, name, label, weights, inputs):
        self.name, self.label, self.weights, self.inputs = name, label, weights, inputs
        self.first = min([*weights, *inputs])
        self.correct = 0


def input_grids(network, calibration, widths):
    """By layer and width."""
    states = network.states(calibration)
    entering = [network.entering(layer, states[layer]) for layer in range(10)]
    return {(layer, bits): input_grid(entering[layer], bits) for layer in range(10) for bits in widths}


def changes(network, calibration, other_calibration=None):
    """All 150, and those of groups if there is another calibration."""
    weights = {
        (layer, bits): network.folded(layer, quantized_weights(network.layers[layer][0], bits))[0]
        for layer in range(10)
        for bits in WIDTHS
    }
    subjects = {name: [layer] for layer, name in enumerate(LAYERS)}
    grids = {"": input_grids(network, calibration, WIDTHS)}
    if other_calibration is not None:
        subjects |= {"convolutions": range(9), "all": range(10), "inner": range(1, 9)}
        grids["@second"] = input_grids(network, other_calibration, WIDTHS)
    made = []
    for name, layers in subjects.items():
        for bits in WIDTHS:
            of = lambda values: {layer: values[layer, bits] for layer in layers}
            made.append(Change(name, f"weights:int{bits}", of(weights), {}))
            for which, inputs in grids.items():
                label = f"inputs:int{bits}{which}"
                if which == "":
                    made.append(Change(name, label, {}, of(inputs)))
                if which == "" or len(layers) > 1:
                    made.append(Change(name, f"weights:int{bits},{label}", of(weights), of(inputs)))
    return made


def fastest_batch(network, pixels):
    """The size of a batch that costs the least for each image."""
    seconds = {}
    for size in (25, 50, 100, 200, 500):
        batches = list(pixels[:1000].split(size))
        network.scores((batches[0], None), 0, None)
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            for batch in batches:
                network.scores((batch, None), 0, None)
            times.append(time.perf_counter() - begun)
        seconds[size] = min(times)
    return min(seconds, key=seconds.get)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--network", type=pathlib.Path, required=True, help="resnet8-cifar10.h5")
    parser.add_argument("--data", type=pathlib.Path, required=True, help="cifar-10-batches-bin")
    parser.add_argument("--images", type=int, default=10000, help="the first so many test images")
    parser.add_argument("--indices", type=pathlib.Path, help="which test images instead, a text file")
    parser.add_argument("--calibration", type=int, default=256, help="the first so many training images")
    parser.add_argument("--calibration-indices", type=pathlib.Path, help="which twice as many instead")
    parser.add_argument("--batch", type=int, help="else the fastest of some, not counted as time")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--cached", action="store_true", help="what precedes a layer is computed once")
    parser.add_argument("--groups", action="store_true", help="several layers at once as well")
    parser.add_argument("--channels-last", action="store_true")
    asked = parser.parse_args()

    torch.set_num_threads(asked.threads)
    torch.inference_mode().__enter__()
    memory_format = torch.channels_last if asked.channels_last else torch.contiguous_format
    ordered = lambda pixels: pixels.contiguous(memory_format=memory_format)
    training, _ = images(asked.data, [f"data_batch_{i}.bin" for i in range(1, 6)])
    training = training[indices(asked.calibration_indices, 2 * asked.calibration)]
    test, labels = images(asked.data, ["test_batch.bin"])
    chosen = indices(asked.indices, asked.images)
    test, labels = ordered(test[chosen]), labels[chosen]
    network = Network(read(asked.network), memory_format)
    size = asked.batch or fastest_batch(network, test)
    print(f"{asked.threads} threads, {len(test)} images in batches of {size}")

    begun, busy = time.perf_counter(), time.process_time()
    first, second = training.split(asked.calibration)
    made = changes(network, ordered(first), ordered(second) if asked.groups else None)
    fitted = time.perf_counter()
    right = 0
    for pixels, expected in zip(test.split(size), labels.split(size)):
        count = lambda scores: (scores.argmax(1) == expected).sum().item()
        if asked.cached:
            states = network.states(pixels)
            right += count(states[-1][0])
            for change in made:
                change.correct += count(network.scores(states[change.first], change.first, change))
        else:
            right += count(network.scores((pixels, None), 0, None))
            for change in made:
                change.correct += count(network.scores((pixels, None), 0, change))
    ended = time.perf_counter()
    print(f"quantizers fitted in {fitted - begun:.2f} s, {len(made) + 1} networks in {ended - fitted:.2f} s")
    print(f"all {ended - begun:.2f} s, {time.process_time() - busy:.2f} s of processors")
    print(f"as trained {right / len(test):.4f}")
    for change in made:
        print(f"{change.name} {change.label} {change.correct / len(test):.4f}")


if __name__ == "__main__":
    main()
