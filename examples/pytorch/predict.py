#!/usr/bin/env python3
"""Reads a network that train.py or `./orthant run … --export` wrote, and says with PyTorch what it
takes the test images of CIFAR-10 for.

    python3 predict.py --data DIR --network NETWORK     # writes NETWORK/predictions.npy, labels.npy

Give the quantizers with --weights, --activations and --first-layer where they are not binary.
"""

import argparse
import pathlib

import numpy
import torch

import train


def main():
    options = arguments()
    images, labels = train.cifar10(options.data, training=False)
    network = read(options)
    predictions = train.predictions(network, images, batch=250)
    accuracy = (predictions == labels).float().mean().item()
    numpy.save(options.network / "predictions.npy", predictions.numpy().astype(numpy.int32))
    numpy.save(options.network / "labels.npy", labels.numpy().astype(numpy.int32))
    print(f"accuracy {accuracy:.4f} on {len(labels)} test images")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    add = parser.add_argument
    add("--data", type=pathlib.Path, required=True, help="folder with cifar-10-batches-bin/")
    add("--network", type=pathlib.Path, required=True, help="folder with the layers' folders")
    add("--weights", choices=train.WEIGHTS, default="binary")
    add("--activations", choices=train.ACTIVATIONS, default="binary")
    add("--first-layer", default="like the others", help="as for train.py")
    options = parser.parse_args()
    options.half, options.device = False, "cpu"
    return options


def read(options):
    """The network, of the widths that its files have."""
    layers = sorted(path.parent.name for path in options.network.glob("*/weights.npy"))
    widths = {name: len(array(options, name, "weights")) for name in layers}
    options.convolutions = [widths[name] for name in layers if name.startswith("conv")]
    options.dense = [widths[name] for name in layers if name.startswith("dense")][:-1]
    network = train.Network(options)
    for block in network:
        block.assign(array(options, block.name, "weights"))
        block.norm.weight.data = array(options, block.name, "gamma")
        block.norm.bias.data = array(options, block.name, "beta")
        block.norm.running_mean = array(options, block.name, "mean")
        block.norm.running_var = array(options, block.name, "variance")
    return network


def array(options, layer, name):
    return torch.from_numpy(numpy.load(options.network / layer / f"{name}.npy")).float()


if __name__ == "__main__":
    main()
