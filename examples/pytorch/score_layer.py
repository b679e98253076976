#!/usr/bin/env python3
"""Trains the score layer of a network anew, alone, on what enters it in the trained network, and measures
what becomes of its weights.

    python3 score_layer.py --data DIR --network ../../models/cifar10-paper --recipe paper
    python3 score_layer.py … --classes shuffled     # the control: the same inputs, labels of other images

All other layers stay as they are, so recipes meet the same images, and only the labels tell one control from
the other. `within` lets each input keep its distribution in each class, and draws its image anew: inputs that
tell nothing of each other. A line for each run: the loss of the last epoch, accuracy and r on test images, the
mean angle to the weights' signs, excess kurtosis, the share of weights within a tenth of σ of 0, and of those
whose sign turned in the last epoch. What enters the layer is kept in NETWORK-inputs.npz beside --out.
"""

import argparse
import pathlib

import numpy
import torch

import predict
import train

COLUMNS = (
    "network,recipe,initial_weights,step_scale,loss_function,weights,classes,seed,epochs,loss,accuracy,"
    "degrees,excess_kurtosis,near_zero,turned,r"
)


def main():
    options = arguments()
    images = inputs(options)
    torch.set_num_threads(1)
    x, y = images["train"], images["train_labels"]
    generator = torch.Generator().manual_seed(options.seed)
    if options.classes == "shuffled":
        y = y[torch.randperm(len(y), generator=generator)]
    if options.classes == "within":
        x = drawn_within(x, y, generator)
    layer, loss, turned = trained(x, y, options, generator)
    found = [loss, *measured(layer, images["test"], images["test_labels"]), turned]
    if not options.out.exists():
        options.out.write_text(COLUMNS + "\n")
    settings = [
        options.network.name, options.recipe, options.initial_weights, options.step_scale, options.loss,
        options.weights, options.classes, options.seed, options.epochs,
    ]
    loss, accuracy, degrees, kurtosis, near, r, turned = found
    numbers = [f"{value:.4g}" for value in (loss, accuracy, degrees, kurtosis, near, turned, r)]
    line = ",".join([str(value) for value in settings] + numbers)
    with options.out.open("a") as out:
        print(line, file=out)
    print(line)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n")[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    add = parser.add_argument
    add("--data", type=pathlib.Path, required=True, help="folder with cifar-10-batches-bin/")
    add("--network", type=pathlib.Path, required=True, help="folder with the layers' folders")
    add("--out", type=pathlib.Path, default="score-layer.csv", help="table that gets a line more")
    add("--images", type=int, default=10000, help="training images; a fifth as many test images")
    add("--recipe", choices=train.RECIPES, default="paper")
    add("--initial-weights", choices=["glorot", "uniform"], help="instead of the recipe's")
    add("--step-scale", choices=["none", "glorot"], help="instead of the recipe's")
    add("--loss", choices=train.LOSSES, help="instead of the recipe's")
    add("--weights", choices=train.WEIGHTS, default="binary", help="quantizer of the score layer")
    add("--classes", choices=["given", "shuffled", "within"], default="given")
    add("--epochs", type=int, default=40)
    add("--seed", type=int, default=1)
    options = parser.parse_args()
    for name, value in train.RECIPES[options.recipe].items():
        if getattr(options, name, None) is None:
            setattr(options, name, value)
    options.first_layer, options.device, options.half = "like the others", "cpu", False
    options.activations = "binary"
    return options


def inputs(options):
    """The signs that enter the score layer, [n, d], and labels, of training and test images."""
    file = options.out.parent / f"{options.network.name}-inputs.npz"
    if not file.exists():
        network = argparse.Namespace(**vars(options) | {"weights": "binary"})
        blocks = list(predict.read(network).eval())[:-1]
        arrays = {}
        for part, count in ("train", options.images), ("test", options.images // 5):
            images, labels = train.cifar10(options.data, training=part == "train")
            signs = [passed(blocks, some) > 0 for some in images[:count].split(100)]
            arrays |= {part: torch.cat(signs).numpy(), f"{part}_labels": labels[:count].numpy()}
        numpy.savez_compressed(file, **arrays)
    found = numpy.load(file)
    signs = {part: torch.from_numpy(found[part]).float() * 2 - 1 for part in ("train", "test")}
    return signs | {name: torch.from_numpy(found[name]).long() for name in ("train_labels", "test_labels")}


@torch.no_grad()
def passed(blocks, images):
    x = train.inputs_of(images)
    for block in blocks:
        if block.weight.dim() == 2 and x.dim() == 4:
            x = x.permute(0, 2, 3, 1).flatten(1)
        x = block(x)
    return x


def drawn_within(x, y, generator):
    """Each input's numbers, exchanged among the images of a class."""
    x = x.clone()
    for label in range(train.CLASSES):
        rows = torch.where(y == label)[0]
        for column in range(x.shape[1]):
            x[rows, column] = x[rows[torch.randperm(len(rows), generator=generator)], column]
    return x


def trained(x, y, options, generator):
    """The layer, the mean loss of its last epoch, and the share of weights that turned in it."""
    torch.manual_seed(options.seed)
    quantizer = train.WEIGHTS[options.weights]
    layer = train.Block("scores", x.shape[1], train.CLASSES, 0, False, quantizer, None, False, options.epsilon)
    if options.initial_weights == "uniform":
        layer.assign(torch.rand(layer.weight.shape, generator=generator) * 2 - 1)
    optimizer = train.Adam([layer], options.step_scale, 1e-8)
    loss_of = train.LOSSES[options.loss]
    steps = len(x) // options.batch
    for epoch in range(options.epochs):
        order = torch.randperm(len(x), generator=generator)
        total, turned = 0, torch.zeros_like(layer.weight, dtype=torch.bool)
        for step in range(steps):
            chosen = order[step * options.batch : (step + 1) * options.batch]
            loss = loss_of(layer(x[chosen]), y[chosen])
            layer.zero_grad(set_to_none=True)
            loss.backward()
            progress = (epoch * steps + step) / (options.epochs * steps - 1)
            rates = options.learning_rate, options.final_learning_rate
            optimizer.prepare(train.DECAYS[options.decay](*rates, progress))
            before = layer.weight.data > 0
            optimizer.step()
            layer.weight.data.clamp_(-1, 1)
            turned |= (layer.weight.data > 0) != before
            total += loss.item()
    return layer, total / steps, turned.float().mean().item()


@torch.no_grad()
def measured(layer, x, y):
    """Accuracy, mean angle, excess kurtosis, share near 0, and r of products."""
    layer.eval()
    accuracy = (layer(x).argmax(1) == y).float().mean().item()
    w = layer.weight.data.double()
    quantized = layer.quantize(w)
    cosines = (w * quantized).sum(1) / w.norm(dim=1) / quantized.norm(dim=1)
    rms = w.square().mean(1, keepdim=True).sqrt()
    products = [(x.double() @ rows.T).flatten().numpy() for rows in (quantized, w)]
    return (
        accuracy,
        torch.rad2deg(torch.arccos(cosines)).mean().item(),
        ((w / rms) ** 4).mean().item() - 3,
        (w.abs() < 0.1 * rms).double().mean().item(),
        numpy.corrcoef(*products)[0, 1],
    )


if __name__ == "__main__":
    main()
