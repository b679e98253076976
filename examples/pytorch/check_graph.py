#!/usr/bin/env python3
"""Recomputes with PyTorch and NumPy what a run of Orthant found out about a network that is a folder
with network.yaml, and compares.

    ./orthant run graphs.yaml --data DIR --set network.graph.folder=NETWORK --out RESULT
    python3 check_graph.py --network NETWORK --data DIR --result RESULT/result.json

It takes from result.json the findings and, from its provenance, the configuration: the seed, the
quantizers, how many images each probe saw. Which images these were, and how inputs were shuffled,
follows from the seed, so that the run may see any number of images and needs no --export. With
export/ beside result.json labels and predictions are compared image by image too.

Checked are the probes angle, dot-product, permutation and, for weights:continuous and weights:NAME,
ablation, under the quantizers binary, scaled-binary and identity. The network is computed in float32,
as it was trained; angles, products and moments are computed in float64. Each pair of values is
printed, the result's first. Exit code 1 if two differ by more than the tolerance, or an accuracy by more than --ties
images: where a number lies within rounding of 0, a sign may go either way.
"""

import argparse
import json
import pathlib

import numpy
import torch
import yaml
from torch.nn import functional

import graph_folder
import train
from random_numbers import Seed, first, shuffle

GROUP = 25  # images whose inputs are shuffled together


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    with torch.no_grad():
        check = Check(options)
        check.angles()
        check.products()
        check.shuffled_products()
        check.ablations()
        check.exported()
    raise SystemExit(check.summary())


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    names = lambda text: text.split(",")
    add = parser.add_argument
    add("--network", type=pathlib.Path, required=True, help="folder with network.yaml")
    add("--data", type=pathlib.Path, required=True, help="folder with cifar-10-batches-bin/")
    add("--result", type=pathlib.Path, required=True, help="result.json of the run")
    add("--layers", type=names, help="which of the run's layers, with commas; all if not given")
    add("--tolerance", type=float, default=1e-4, help="of angles, correlations and fractions")
    add("--ties", type=int, default=2, help="by how many images accuracies may differ")
    add("--threads", type=int, default=2)
    return parser.parse_args()


# ---------------------------------------------------------------- geometry


QUANTIZERS = {
    "binary": train.sign,
    "scaled-binary": lambda rows: (
        train.sign(rows) * rows.double().abs().mean(1, keepdim=True).to(rows.dtype)
    ),
    "identity": lambda rows: rows,
}


def cosines(rows, others):
    """Between the rows, in float64; of a row of zeros there is none."""
    rows, others = rows.double(), others.double()
    found = (rows * others).sum(1) / (rows.norm(dim=1) * others.norm(dim=1))
    return found[~found.isnan()].clamp(-1, 1)


def pearson(x, y):
    x, y = x.double().flatten(), y.double().flatten()
    x, y = x - x.mean(), y - y.mean()
    return (x @ y / (x.norm() * y.norm())).item()


class Filters:
    """What a layer's filters meet."""

    def __init__(self, graph, layer):
        parameters = graph.parameters[layer]
        self.groups = parameters.get("groups", 1)
        self.dense = graph.kinds[layer] == "dense"
        self.parameters = parameters

    def rows(self, x):
        """The vectors [images × positions, groups, d] of images [n, channels, height, width]."""
        if self.dense:
            return x.flatten(1)[:, None]
        kernel, stride, pads, dilation = graph_folder.window(self.parameters)
        x = graph_folder.padded(x, pads, self.parameters.get("pad-value", 0))
        n, c = x.shape[:2]
        rows = functional.unfold(x, kernel, dilation, 0, stride)
        rows = rows.reshape(n, self.groups, c // self.groups, kernel[0] * kernel[1], -1)
        return rows.permute(0, 4, 1, 3, 2).flatten(3).flatten(0, 1)

    def products(self, rows, weights):
        """[images × positions, filters] in float64."""
        weights = weights.double().reshape(self.groups, -1, weights.shape[1])
        return torch.einsum("ngd,gfd->ngf", rows.double(), weights).flatten(1)

    def places(self, from_, size, group, channels):
        """Where the numbers of a group's channels lie, among others with the channels last."""
        own = channels // self.groups
        return [
            from_ + group * own + i // own * channels + i % own for i in range(size // self.groups)
        ]

    def shuffled(self, x, scope, seed):
        """The vectors of a group of images after shuffling."""
        draw = seed.below()
        whole = scope in ("tensor", "image")
        array = x.permute(0, 2, 3, 1) if whole else self.rows(x)
        numbers = array.flatten().tolist()
        if scope == "samples":
            step = array[0].numel()
            parts = [range(component, len(numbers), step) for component in range(step)]
        elif scope == "patch":
            size = array.shape[2]
            parts = [range(from_, from_ + size) for from_ in range(0, len(numbers), size)]
        else:
            size = len(numbers) // {"tensor": 1, "image": len(array)}[scope]
            parts = [
                self.places(from_, size, group, array.shape[-1])
                for from_ in range(0, len(numbers), size)
                for group in range(self.groups)
            ]
        for part in parts:
            shuffle(numbers, part, draw)
        array = torch.tensor(numbers, dtype=x.dtype).reshape(array.shape)
        return self.rows(array.permute(0, 3, 1, 2)) if whole else array


# ------------------------------------------------------------------- refitting


def moments(x):
    """Mean and variance of each channel, summed in float64."""
    mean = x.mean((0, 2, 3), dtype=torch.float64)
    squares = [
        (part.double() - mean[:, None, None]).square().sum((0, 2, 3))
        for part in x.split(graph_folder.BATCH)
    ]
    return mean, sum(squares) * x.shape[1] / x.numel()


# What may lie between a layer and the batch normalization that undoes a factor of its products.
BETWEEN = {"pool", "scale", "pad", "flatten", "relu", "leaky-relu", "prelu"}


def is_normalized(graph, layer):
    """Whether batch normalization follows the layer, and nothing else takes what lies between."""
    name = layer
    while True:
        takers = [taker for taker, inputs in graph.inputs.items() if name in inputs]
        if len(takers) != 1:
            return False
        (name,) = takers
        if graph.kinds[name] == "batch-norm":
            return True
        if graph.kinds[name] not in BETWEEN:
            return False


def refitted(graph, images, changes, unaltered=None):
    """The changes with those of a refit to the images, and the moments that it is to restore.

    In the nodes' order mean and variance of each batch normalization become those of what enters it.
    Behind a layer that no batch normalization follows, a factor and a shift of each channel restore
    the mean and variance that the unaltered network has there once it is refitted.
    """
    changes, found = dict(changes), {}
    values = {"input": images}
    for name, kind in graph.kinds.items():
        if kind == "batch-norm":
            mean, variance = moments(values[graph.inputs[name][0]])
            changes[name] = {"mean": mean.float(), "variance": variance.float()}
        values[name] = in_batches(graph, name, values, changes)
        if name in graph.layers() and not is_normalized(graph, name):
            found[name] = moments(values[name])
            if unaltered is not None:
                changes[name] = changes.get(name, {}) | {
                    "behind": restoring(unaltered[name], found[name])
                }
                values[name] = in_batches(graph, name, values, changes)
        graph.drop(values, name, ())
    return changes, found


def in_batches(graph, name, values, changes):
    taken = {each: values[each].split(graph_folder.BATCH) for each in graph.inputs[name]}
    parts = range(len(next(iter(taken.values()))))
    return torch.cat(
        [graph.value(name, {each: taken[each][i] for each in taken}, changes) for i in parts]
    )


def restoring(wanted, found):
    (mean, variance), (old_mean, old_variance) = wanted, found
    factor = torch.where(old_variance > 0, (variance / old_variance).sqrt(), 1.0)
    return {"factor": factor, "shift": mean - factor * old_mean}


# ------------------------------------------------------------------- checking


class Check:
    """The findings of a result and the same numbers computed here."""

    def __init__(self, options):
        self.options, self.compared, self.mismatches = options, 0, 0
        self.graph = graph_folder.Graph(options.network)
        self.result = json.loads(options.result.read_text())
        run = yaml.safe_load(self.result["provenance"]["config"])
        self.seed = Seed(self.result["provenance"]["seed"])
        probes = [{each: {}} if isinstance(each, str) else each for each in run["probes"]]
        self.probes = {id: parameters or {} for probe in probes for id, parameters in probe.items()}
        self.training = train.cifar10(options.data, training=True)
        self.test = train.cifar10(options.data, training=False)
        self.quantizers = {}
        for quantizer in self.result["quantizers"]:
            if quantizer["plugin"] in QUANTIZERS:
                self.quantizers[quantizer["name"]] = QUANTIZERS[quantizer["plugin"]]
            else:
                print(f"quantizer {quantizer['name']} is not checked")
        measured = [layer["name"] for layer in self.result["layers"]]
        unknown = set(measured + (options.layers or [])) - set(self.graph.layers())
        assert not unknown, f"no layers of the network: {unknown}"
        self.layers = [name for name in measured if name in (options.layers or measured)]
        self.known = [name for name in self.layers if self.graph.continuous(name) is not None]
        self.predicted, self.fits = {}, {}

    def compare(self, here, probe, layer, metric, tolerance=None, **where):
        """Prints a value of the result beside the one computed here."""
        wanted = {"probe": probe, "layer": layer, "metric": metric} | where
        values = [
            finding["value"]
            for finding in self.result["findings"]
            if wanted == {key: finding[key] for key in IDENTITY if key in finding}
        ]
        tolerance = self.options.tolerance if tolerance is None else tolerance
        agree = len(values) == 1 and values[0] is not None and abs(values[0] - here) <= tolerance
        theirs = f"{values[0]:.6f}" if values and values[0] is not None else "missing"
        name = " ".join([probe, layer, *where.values(), metric])
        self.count(agree, f"{name:66} {theirs:>12} {here:12.6f}")

    def count(self, agree, line):
        self.compared += 1
        self.mismatches += not agree
        print(line if agree else f"{line}   DIFFER", flush=True)

    def summary(self):
        print(f"{self.compared} comparisons, {self.mismatches} differ")
        return 1 if self.mismatches or not self.compared else 0

    def test_images(self, count):
        """Test images and labels in the run's order."""
        return chosen(self.test, first(count, len(self.test[1]), self.seed.fork("groups")))

    # ---------------------------------------------------------- weights

    def pairs(self):
        """Each layer, quantizer, w^c and w^b."""
        for layer in self.known:
            rows = self.graph.continuous(layer)
            for name, quantize in self.quantizers.items():
                yield layer, name, rows, quantize(rows)

    def angles(self):
        if "angle" not in self.probes:
            return
        for layer, quantizer, continuous, quantized in self.pairs():
            cosine = cosines(continuous, quantized)
            degrees = cosine.acos().rad2deg().mean().item()
            self.compare(degrees, "angle", layer, "mean-degrees", quantizer=quantizer)
            self.compare(cosine.mean().item(), "angle", layer, "mean-cosine", quantizer=quantizer)

    # --------------------------------------------------------- products

    def entering(self, images):
        """What enters each of the layers, [n, channels, height, width]."""
        names = {layer: self.graph.inputs[layer][0] for layer in self.known}
        parts = [
            self.graph.run(part, set(names.values()))
            for part in self.test_images(images)[0].split(graph_folder.BATCH)
        ]
        for layer, name in names.items():
            yield layer, torch.cat([part[name] for part in parts])

    def products(self):
        if "dot-product" not in self.probes:
            return
        for layer, inputs in self.entering(self.probes["dot-product"].get("images", 500)):
            filters = Filters(self.graph, layer)
            rows = filters.rows(inputs)
            continuous = filters.products(rows, self.graph.continuous(layer))
            for name, quantize in self.quantizers.items():
                quantized = filters.products(rows, quantize(self.graph.continuous(layer)))
                r = pearson(quantized, continuous)
                self.compare(r, "dot-product", layer, "pearson-r", quantizer=name)
                flips = ((quantized > 0) != (continuous > 0)).double().mean().item()
                self.compare(flips, "dot-product", layer, "sign-flip-fraction", quantizer=name)

    def shuffled_products(self):
        if "permutation" not in self.probes:
            return
        parameters = self.probes["permutation"]
        scope = parameters.get("scope", "tensor")
        of_probe = self.seed.fork("probes").fork("permutation")
        for layer, inputs in self.entering(parameters.get("images", 500)):
            filters = Filters(self.graph, layer)
            seed = of_probe.fork(layer)
            shuffled = [
                filters.shuffled(group, scope, seed.fork(index))
                for index, group in enumerate(inputs.split(GROUP))
            ]
            for metric, rows in {
                "pearson-r": filters.rows(inputs),
                "permuted-r": torch.cat(shuffled),
            }.items():
                continuous = filters.products(rows, self.graph.continuous(layer))
                for name, quantize in self.quantizers.items():
                    quantized = filters.products(rows, quantize(self.graph.continuous(layer)))
                    r = pearson(quantized, continuous)
                    self.compare(r, "permutation", layer, metric, quantizer=name)
        for layer, quantizer, continuous, quantized in self.pairs():
            cosine = cosines(continuous, quantized).mean().item()
            self.compare(cosine, "permutation", layer, "cosine", quantizer=quantizer)

    # -------------------------------------------------------- accuracies

    def predictions(self, altered, weights, refit, images):
        """What the network says of test images with other weights in some layers, kept."""
        key = (tuple(altered), weights if altered else None, refit, images)
        if key not in self.predicted:
            changes = {layer: {"computed": self.weights(layer, weights)} for layer in altered}
            if refit:
                changes = self.refit(changes, refit)
            x = self.test_images(images)[0]
            self.predicted[key] = graph_folder.predictions(self.graph, x, changes)
        return self.predicted[key]

    def refit(self, changes, images):
        if images not in self.fits:
            order = first(images, len(self.training[1]), self.seed.fork("refit"))
            x = chosen(self.training, order)[0]
            self.fits[images] = x, *refitted(self.graph, x, {})
        x, unaltered, to_restore = self.fits[images]
        return refitted(self.graph, x, changes, to_restore)[0] if changes else unaltered

    def weights(self, layer, name):
        """Under a change weights:NAME; where w^c is not known, nothing changes."""
        continuous = self.graph.continuous(layer)
        return continuous if name == "continuous" else self.quantizers[name](continuous)

    def ablations(self):
        if "ablation" not in self.probes:
            return
        parameters = self.probes["ablation"]
        images, refit = parameters.get("images", 10000), parameters.get("refit", 10000)
        labels = self.test_images(images)[1]
        ties = (self.options.ties + 1e-6) / images

        def accuracy(altered=(), weights=None, refit=refit):
            found = self.predictions(altered, weights, refit, images)
            return (found == labels).double().mean().item()

        self.compare(accuracy(refit=0), "ablation", "network", "accuracy", ties)
        if refit:
            self.compare(accuracy(), "ablation", "network", "accuracy-refitted", ties)
        for name, altered in self.altered().items():
            for weights in self.changes(name):
                found = {
                    "accuracy-change-without-refit": accuracy(altered, weights, 0)
                    - accuracy(refit=0)
                }
                if refit:
                    found["accuracy"] = accuracy(altered, weights)
                    found["accuracy-change"] = found["accuracy"] - accuracy()
                for metric, value in found.items():
                    change = f"weights:{weights}"
                    self.compare(value, "ablation", name, metric, ties, change=change)

    def altered(self):
        """The layers that are altered together, by the name of the group or the layer."""
        alone = {layer: [layer] for layer in self.known}
        everything = {layer["name"]: layer["kind"] for layer in self.result["layers"]}
        if set(self.known) != set(everything):
            return alone
        convolutions = [name for name, kind in everything.items() if kind == "convolution"]
        return alone | {"convolutions": convolutions, "all": self.known}

    def changes(self, layer):
        """What the run put into a layer or group, as far as it is known here."""
        found = {
            finding["change"].removeprefix("weights:")
            for finding in self.result["findings"]
            if finding["layer"] == layer and finding.get("change", "").startswith("weights:")
        }
        return sorted(found & ({"continuous"} | self.quantizers.keys()))

    # ------------------------------------------------------------ export

    def exported(self):
        """Compares the order of the images, and predictions one by one."""
        folder = self.options.result.parent / "export"
        if not (folder / "trials.json").exists():
            return
        labels = torch.from_numpy(numpy.load(folder / "labels.npy"))
        self.count(
            torch.equal(labels.long(), self.test_images(len(labels))[1]),
            f"export: labels of {len(labels)} images",
        )
        rows = numpy.load(folder / "predictions.npy")
        theirs = {}
        for trial, row in zip(json.loads((folder / "trials.json").read_text()), rows):
            theirs[trial["refit"], frozenset(trial["changes"].items())] = row
        for (altered, weights, refit, images), ours in self.predicted.items():
            changes = frozenset((layer, f"weights:{weights}") for layer in altered)
            if (refit, changes) in theirs:
                row = torch.from_numpy(theirs[refit, changes][:images])
                different = (row != ours).sum().item()
                self.count(
                    different <= self.options.ties,
                    f"export: {different} of {images} predictions differ under refit {refit}"
                    + (f", {', '.join(altered)} {weights}" if altered else ""),
                )


IDENTITY = ("probe", "layer", "metric", "quantizer", "change")


def chosen(split, order):
    images, labels = split
    return train.inputs_of(images[order]), labels[order]


if __name__ == "__main__":
    main()
