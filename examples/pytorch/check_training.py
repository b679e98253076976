#!/usr/bin/env python3
"""Trains one network twice, by train.py and by Orthant, and compares all that was learned.

    python3 check_training.py --orthant ./orthant --data DIR --recipe binarynet

Both begin with the same weights and see the same images in the same order, 1,000 of those in
DIR/cifar-10-batches-bin. Sums of floats round differently, and where a number lies within that of a
threshold one sign differs and others follow; so the comparison is of one short epoch. It fails where
weights are further apart than a share of a step, --tolerance. With --recipe paper or fast Orthant's start is read from a
training whose steps are too small to change anything.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy
import torch

import train
from random_numbers import Seed

IMAGES, TEST, ASIDE = 1000, 200, 200
NORMS = {"gamma": "weight", "beta": "bias", "mean": "running_mean", "variance": "running_var"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    add = parser.add_argument
    add("--orthant", required=True, help="the launcher")
    add("--data", type=pathlib.Path, required=True, help="folder with cifar-10-batches-bin/")
    add("--recipe", choices=train.RECIPES, default="binarynet")
    add("--epochs", type=int, default=1)
    add("--seed", type=int, default=1)
    add("--tolerance", type=float, default=0.05, help="in first steps of a layer")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if agree(options, pathlib.Path(folder)) else 1)


def agree(options, folder):
    training = [part[:IMAGES] for part in train.cifar10(options.data, training=True)]
    test = [part[:TEST] for part in train.cifar10(options.data, training=False)]
    recipe = settings(options)
    write(folder / "data.npz", training, test)
    theirs = by_orthant(options, recipe, folder)
    recipe.out, recipe.start = folder, None
    if recipe.initial_weights == "glorot":
        recipe.start = by_orthant(options, tiny(recipe), folder)
    seed = Seed(options.seed).fork("network")
    network = train.Network(recipe)
    train.initialize(network, recipe, seed)
    train.train(network, training, test, recipe, seed)
    furthest = 0
    for block in network:
        ours = {"weights": block.rows()} | {n: getattr(block.norm, a) for n, a in NORMS.items()}
        apart = {name: distance(value, theirs / block.name / f"{name}.npy") for name, value in ours.items()}
        print(block.name, ", ".join(f"{name} {value:.1e}" for name, value in apart.items()))
        step = recipe.learning_rate * train.step_scale(block, recipe.step_scale)
        furthest = max(furthest, apart["weights"] / step)
    print(f"weights are at most {furthest:.4f} steps apart, allowed are {options.tolerance}")
    return furthest <= options.tolerance


def settings(options):
    recipe = argparse.Namespace(**train.RECIPES[options.recipe])
    recipe.epochs, recipe.seed = options.epochs, options.seed
    recipe.convolutions, recipe.dense = [8, 12], [16]
    recipe.weights = recipe.activations = "binary"
    recipe.first_layer, recipe.device, recipe.half = "like the others", "cpu", False
    recipe.validation = min(recipe.validation, ASIDE)
    return recipe


def tiny(recipe):
    """The same with steps that leave weights where they are."""
    return argparse.Namespace(**vars(recipe) | {"learning_rate": 1e-30, "final_learning_rate": 1e-30})


def write(file, training, test):
    nhwc = lambda images: images.permute(0, 2, 3, 1).contiguous().numpy()
    arrays = {"x_train": nhwc(training[0]), "y_train": training[1].numpy()}
    numpy.savez(file, **arrays, x_test=nhwc(test[0]), y_test=test[1].numpy())


def by_orthant(options, recipe, folder):
    """The folder with the layers of Orthant's network."""
    parts = {name.replace("_", "-"): getattr(recipe, name) for name in train.PAPER}
    network = {"convolutions": recipe.convolutions, "dense": recipe.dense, "training": parts}
    run = {
        "name": "check-training",
        "seed": options.seed,
        "dataset": {"arrays": {"archive": str(folder / "data.npz"), "classes": train.CLASSES}},
        "network": {"bnn-cnn": network},
        "quantizers": {"binary": "binary"},
        "probes": ["weights"],
    }
    out = folder / f"orthant-{recipe.learning_rate}"
    file = folder / "run.yaml"
    file.write_text(json.dumps(run))
    subprocess.run([options.orthant, "run", file, "--out", out, "--export"], check=True)
    return next(out.glob("**/conv1/weights.npy")).parent.parent


def distance(ours, file):
    return (ours.detach() - torch.from_numpy(numpy.load(file)).float()).abs().max().item()


if __name__ == "__main__":
    main()
