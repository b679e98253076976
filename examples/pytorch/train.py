#!/usr/bin/env python3
"""Trains the network of Anderson & Berg (arXiv 1705.07199) on CIFAR-10 in PyTorch, and writes it as
the NumPy files that Orthant reads.

    python3 train.py --data DIR --out NETWORK --recipe binarynet     # 500 epochs, a GPU's work
    ./orthant run configs/paper-cifar10-training.yaml --data DIR --set network.bnn-cnn.parameters=NETWORK

DIR holds cifar-10-batches-bin/. NETWORK gets, for every layer, weights.npy [filters, d] with d in
the order (kernel row, kernel column, channel) and gamma, beta, mean and variance.npy, for an ε of
10⁻⁵ whatever the recipe's; beside them predictions.npy and labels.npy of the test images,
training.csv and recipe.json. A checkpoint after every epoch lies there too: the same command goes on
where it was interrupted. PyTorch 1.13 or later, NumPy, nothing else.

Recipes, their parts, the order of the images, the images set aside and those mirrored are those of
Orthant's own training with the same seed, and so are weights that start uniform. Small normal ones
are PyTorch's; --start takes them from files.
"""

import argparse
import copy
import json
import math
import os
import pathlib
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

from random_numbers import Seed, shuffle

CLASSES = 10
LOSS_SCALE = 1024  # keeps gradients in float16's range
EPSILON = 1e-5  # of the batch normalization in Orthant's files

# What a recipe says unless an option says otherwise; docs/training.md says where they come from.
PAPER = {
    "epochs": 500, "batch": 50, "loss": "squared-hinge", "learning_rate": 1e-3,
    "final_learning_rate": 3e-7, "decay": "exponential", "flip": False,
    "initial_weights": "glorot", "step_scale": "none", "epsilon": EPSILON, "validation": 0,
    "keep": "last",
}
RECIPES = {
    "paper": PAPER,
    "binarynet": {
        **PAPER, "initial_weights": "uniform", "step_scale": "glorot", "epsilon": 1e-4,
        "validation": 5000, "keep": "best",
    },
    "fast": {
        **PAPER, "epochs": 20, "learning_rate": 5e-3, "final_learning_rate": 1e-5,
        "decay": "cosine", "flip": True,
    },
}


def main():
    options = arguments()
    torch.manual_seed(options.seed)
    seed = Seed(options.seed).fork("network")
    torch.backends.cudnn.benchmark = True
    torch.backends.cudnn.allow_tf32 = False
    options.out.mkdir(parents=True, exist_ok=True)
    recipe = {name: value for name, value in vars(options).items() if name not in ("data", "out")}
    (options.out / "recipe.json").write_text(json.dumps(recipe, indent=1, default=str) + "\n")
    training = [tensor.to(options.device) for tensor in cifar10(options.data, training=True)]
    test = [tensor.to(options.device) for tensor in cifar10(options.data, training=False)]
    network = Network(options)
    initialize(network, options, seed)
    network = network.to(options.device)
    if options.device == "cuda":
        network = network.to(memory_format=torch.channels_last)
    train(network, training, test, options, seed)
    save(network, test, options)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n")[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    integers = lambda text: [int(part) for part in text.split(",")]
    add = parser.add_argument
    add("--data", type=pathlib.Path, required=True, help="folder with cifar-10-batches-bin/")
    add("--out", type=pathlib.Path, required=True, help="folder for the network")
    add("--convolutions", type=integers, default="128,128,256,256,512,512", help="filters")
    add("--dense", type=integers, default="1024,1024", help="widths")
    add("--weights", choices=WEIGHTS, default="binary", help="quantizer of the weights")
    add("--activations", choices=ACTIVATIONS, default="binary", help="quantizer of the activations")
    add("--first-layer", default="like the others",
        help="'continuous', or a NumPy file with the rotation R of θ_R(w) = Rᵀθ(Rw)")
    add("--recipe", choices=RECIPES, default="paper", help="what the options down to --keep say")
    part = lambda *names, **more: add(*names, default=argparse.SUPPRESS, **more)
    part("--epochs", type=int, help="passes over the training images")
    part("--batch", type=int, help="images per step")
    part("--loss", choices=LOSSES)
    part("--learning-rate", type=float, help="of the first step")
    part("--final-learning-rate", type=float, help="of the last step")
    part("--decay", choices=DECAYS, help="of the learning rate")
    part("--flip", action=argparse.BooleanOptionalAction, help="mirror images at random")
    part("--initial-weights", choices=["glorot", "uniform"], help="normal and small, or in [−1, 1]")
    part("--step-scale", choices=["none", "glorot"], help="of each layer's weights")
    part("--epsilon", type=float, help="what batch normalization adds to the variance")
    part("--validation", type=int, help="training images set aside to tell epochs apart")
    part("--keep", choices=["last", "best"], help="which epoch's network")
    add("--start", type=pathlib.Path, help="folder with the weights to start from, as Orthant's files")
    add("--seed", type=int, default=1)
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    add("--half", action="store_true",
        help="float16 products behind the first layer, of signs exact up to sums of 4096; for GPUs")
    options = parser.parse_args()
    for name, value in RECIPES[options.recipe].items():
        if name not in options:
            setattr(options, name, value)
    if options.keep == "best" and not options.validation:
        parser.error("--keep best needs images to tell by: --validation")
    return options


def cifar10(folder, training):
    """Images [n, 3, 32, 32] of bytes, and labels [n]."""
    names = [f"data_batch_{i}.bin" for i in range(1, 6)] if training else ["test_batch.bin"]
    records = [numpy.fromfile(folder / "cifar-10-batches-bin" / name, numpy.uint8) for name in names]
    records = torch.from_numpy(numpy.concatenate(records).reshape(-1, 3073))
    return records[:, 1:].reshape(-1, 3, 32, 32).contiguous(), records[:, 0].long()


# ---------------------------------------------------------------- quantizers


def sign(x):
    """+1 where x > 0, else −1, never 0."""
    return (x > 0).to(x.dtype).mul_(2).sub_(1)


def kept_signs(x, threshold):
    """The sign where |x| exceeds the threshold, else 0."""
    return torch.sign(x) * (x.abs() > threshold)


def ternary_rows(rows):
    """Ternary weight networks: the threshold is 0.7 times the filter's mean magnitude."""
    return kept_signs(rows, 0.7 * rows.abs().mean(1, keepdim=True))


WEIGHTS = {"binary": sign, "ternary": ternary_rows, "continuous": lambda rows: rows}
ACTIVATIONS = {
    "binary": sign,
    "ternary": lambda x: kept_signs(x, 0.5),
    "hard-tanh": lambda x: x.clamp(-1, 1),
    "relu": functional.relu,
}
LOSSES = {
    "squared-hinge": lambda scores, labels: (
        (1 - (2.0 * functional.one_hot(labels, CLASSES) - 1) * scores).clamp(min=0).square().sum(1).mean()
    ),
    "cross-entropy": functional.cross_entropy,
}
DECAYS = {
    "exponential": lambda first, last, progress: first * (last / first) ** progress,
    "cosine": lambda first, last, progress: last
    + (first - last) * (1 + math.cos(math.pi * progress)) / 2,
}


class StraightThrough(torch.autograd.Function):
    """Quantizes; the gradient passes, of activations where |x| ≤ 1 only."""

    @staticmethod
    def forward(context, x, quantizer, bounded):
        context.bounded = bounded
        if bounded:
            context.save_for_backward(x.abs() <= 1)
        return quantizer(x)

    @staticmethod
    def backward(context, gradient):
        return gradient * context.saved_tensors[0] if context.bounded else gradient, None, None


# ------------------------------------------------------------------- network


class Norm1d(nn.BatchNorm1d):
    """Batch normalization whose running variance is that of batches themselves, divided by n."""

    def __init__(self, channels, epsilon):
        super().__init__(channels, eps=epsilon, momentum=0.1)

    def forward(self, x):
        if not self.training:
            return super().forward(x)
        mean, variance = self.running_mean.clone(), self.running_var.clone()
        y = functional.batch_norm(
            x, mean, variance, self.weight, self.bias, True, self.momentum, self.eps
        )  # moves the variance by one divided by n − 1
        with torch.no_grad():
            kept = self.running_var * (1 - self.momentum)
            self.running_mean.copy_(mean)
            self.running_var.copy_(variance.lerp(kept, x.shape[1] / x.numel()))
        return y


class Norm2d(Norm1d):
    def _check_input_dim(self, x):
        nn.BatchNorm2d._check_input_dim(self, x)


class Block(nn.Module):
    """Product → 2×2 max pool (or not) → batch normalization → quantized activation (or none)."""

    def __init__(self, name, inputs, filters, kernel, pooled, weights, activations, half, epsilon):
        super().__init__()
        self.name, self.pooled, self.quantize, self.activate = name, pooled, weights, activations
        self.type = torch.float16 if half else torch.float32
        area = kernel * kernel if kernel else 1
        shape = (filters, inputs, kernel, kernel) if kernel else (filters, inputs)
        self.fans = area * (inputs + filters)
        self.weight = nn.Parameter(torch.randn(shape) * math.sqrt(2 / self.fans))
        self.norm = (Norm2d if kernel else Norm1d)(filters, epsilon)

    def rows(self):
        """The continuous weights, [filters, d]."""
        w = self.weight
        return w.permute(0, 2, 3, 1).reshape(len(w), -1) if w.dim() == 4 else w

    def assign(self, rows):
        """Other continuous weights, [filters, d]."""
        if self.weight.dim() == 4:
            filters, inputs, height, width = self.weight.shape
            rows = rows.reshape(filters, height, width, inputs).permute(0, 3, 1, 2)
        self.weight.data = rows.float().contiguous()

    def quantized(self):
        rows = StraightThrough.apply(self.rows(), self.quantize, False)
        if self.weight.dim() == 2:
            return rows
        filters, inputs, height, width = self.weight.shape
        return rows.reshape(filters, height, width, inputs).permute(0, 3, 1, 2)

    def forward(self, x):
        x, w = x.to(self.type), self.quantized().to(self.type)
        x = functional.conv2d(x, w, padding="same") if w.dim() == 4 else functional.linear(x, w)
        if self.pooled:
            x = functional.max_pool2d(x, 2)
        x = self.norm(x)
        if self.activate in (None, functional.relu):
            return self.activate(x) if self.activate else x
        return StraightThrough.apply(x, self.activate, True)


class Network(nn.Sequential):
    def __init__(self, options):
        weights, activations = WEIGHTS[options.weights], ACTIVATIONS[options.activations]
        epsilon = getattr(options, "epsilon", EPSILON)
        blocks, inputs, side = [], 3, 32
        for i, filters in enumerate(options.convolutions):
            first, pooled = i == 0, i % 2 == 1
            quantizer = first_layer(options, weights) if first else weights
            half = options.half and not first
            blocks.append(
                Block(f"conv{i + 1}", inputs, filters, 3, pooled, quantizer, activations, half, epsilon)
            )
            inputs, side = filters, side // 2 if pooled else side
        inputs *= side * side
        for i, width in enumerate(options.dense + [CLASSES]):
            last = i == len(options.dense)
            blocks.append(
                Block(f"dense{i + 1}", inputs, width, 0, False, weights,
                      None if last else activations, options.half, epsilon)
            )
            inputs = width
        super().__init__(*blocks)

    def forward(self, x):
        for block in self:
            if block.weight.dim() == 2 and x.dim() == 4:
                x = x.permute(0, 2, 3, 1).flatten(1)  # rows in the order (row, column, channel)
            x = block(x)
        return x


def first_layer(options, others):
    choice = options.first_layer
    if choice == "like the others":
        return others
    if choice == "continuous":
        return WEIGHTS["continuous"]
    rotation = torch.from_numpy(numpy.load(choice)).float().to(options.device)
    return lambda rows: sign(rows @ rotation.T) @ rotation


def initialize(network, options, seed):
    """Weights as the recipe draws them, or from files; PyTorch's small normal ones stay otherwise."""
    for block in network:
        if options.start:
            block.assign(torch.from_numpy(numpy.load(options.start / block.name / "weights.npy")))
        elif options.initial_weights == "uniform":
            rows = block.rows()
            drawn = seed.fork("initial weights").fork(block.name).uniform(rows.numel())
            block.assign(torch.from_numpy(drawn).float().reshape(rows.shape))


def inputs_of(images):
    """Bytes as numbers in [−1, 1]."""
    return images.float().div_(127.5).sub_(1)


# ------------------------------------------------------------------ training


def train(network, training, test, options, seed):
    images, labels = training
    aside, learned = partition(len(images), options.validation, seed.fork("validation"))
    graph = options.device == "cuda"
    scale = LOSS_SCALE if options.half else 1
    optimizer = Adam(network, options.step_scale, 1e-8 * scale)
    loss_of = LOSSES[options.loss]
    weights = [block.weight for block in network]
    steps = len(learned) // options.batch
    order = torch.zeros(len(learned), dtype=torch.long, device=images.device)
    mirrored = torch.zeros(steps * options.batch, dtype=torch.bool, device=images.device)
    position = torch.zeros((), dtype=torch.long, device=images.device)
    total = torch.zeros((), device=images.device)
    offsets = torch.arange(options.batch, device=images.device)

    def step():
        places = position * options.batch + offsets
        x, y = inputs_of(images[order[places]]), labels[order[places]]
        if options.flip:
            x = torch.where(mirrored[places].reshape(-1, 1, 1, 1), x.flip(3), x)
        x = x.contiguous(memory_format=torch.channels_last)
        loss = loss_of(network(x).float(), y)
        network.zero_grad(set_to_none=True)
        (loss * scale).backward()
        optimizer.step()
        with torch.no_grad():
            for weight in weights:
                weight.clamp_(-1, 1)
            position.add_(1)
            total.add_(loss.detach())

    log, best = Checkpoint(options.out).resume(network, optimizer)
    run = recorded(step, network, optimizer) if graph else step
    began = time.time() - (log[-1]["seconds"] if log else 0)
    for epoch in range(len(log), options.epochs):
        numbers = learned.copy()
        shuffle(numbers, range(len(numbers)), seed.fork("order").fork(epoch).below())
        order.copy_(torch.tensor(numbers))
        if options.flip:
            mirrored.copy_(torch.cat([flips(options.batch, epoch, i, seed) for i in range(steps)]))
        position.zero_()
        total.zero_()
        network.train()
        for i in range(steps):
            progress = (epoch * steps + i) / max(1, options.epochs * steps - 1)
            rates = options.learning_rate, options.final_learning_rate
            optimizer.prepare(DECAYS[options.decay](*rates, progress))
            run()
        row = {"epoch": epoch + 1, "loss": total.item() / steps, "accuracy": accuracy(network, *test)}
        row["seconds"] = round(time.time() - began, 1)
        if options.validation:
            row["validation-accuracy"] = accuracy(network, images[aside], labels[aside])
            if row["validation-accuracy"] >= max([r["validation-accuracy"] for r in log], default=0):
                best = copy.deepcopy(network.state_dict())
        log.append(row)
        Checkpoint(options.out).write(network, optimizer, log, best)
        print(",".join(f"{value:g}" for value in row.values()), flush=True)
    if options.keep == "best":
        network.load_state_dict(best)


def partition(images, aside, seed):
    """The indices of the images set aside, and of those that are learned."""
    order = list(range(images))
    if aside:
        shuffle(order, order.copy(), seed.below())
    return sorted(order[:aside]), sorted(order[aside:])


def flips(batch, epoch, step, seed):
    """Which images of a step are mirrored."""
    bits = seed.fork("augmentation").fork(epoch).fork(step).bits(batch)
    return torch.tensor([next(bits) >> 31 == 1 for _ in range(batch)])


def accuracy(network, images, labels):
    return (predictions(network, images) == labels).float().mean().item()


def step_scale(block, scale):
    """By what the steps of a block's weights are multiplied."""
    return math.sqrt(block.fans / 1.5) if scale == "glorot" else 1


class Adam:
    """Adam as Kingma & Ba's faster form has it, and DeepLearning4J: ε stands beside √v itself."""

    def __init__(self, network, scale, epsilon, decays=(0.9, 0.999)):
        self.parameters, self.scales = [], []
        for block in network:
            self.parameters += [block.weight, block.norm.weight, block.norm.bias]
            self.scales += [step_scale(block, scale), 1, 1]
        self.means = [torch.zeros_like(parameter) for parameter in self.parameters]
        self.squares = [torch.zeros_like(parameter) for parameter in self.parameters]
        self.rate = torch.zeros((), device=self.parameters[0].device)
        self.epsilon, self.decays, self.steps = epsilon, decays, 0

    def prepare(self, learning_rate):
        """Sets the rate of the next step."""
        self.steps += 1
        first, second = (1 - decay**self.steps for decay in self.decays)
        self.rate.fill_(learning_rate * math.sqrt(second) / first)

    @torch.no_grad()
    def step(self):
        first, second = self.decays
        for i, parameter in enumerate(self.parameters):
            mean, square, gradient = self.means[i], self.squares[i], parameter.grad
            mean.mul_(first).add_(gradient, alpha=1 - first)
            square.mul_(second).addcmul_(gradient, gradient, value=1 - second)
            parameter.sub_(mean * (self.rate * self.scales[i]) / square.sqrt().add_(self.epsilon))

    def state(self):
        return {"means": self.means, "squares": self.squares, "steps": self.steps}

    @torch.no_grad()
    def restore(self, state):
        for kept, found in zip(self.means + self.squares, state["means"] + state["squares"]):
            kept.copy_(found)
        self.steps = state["steps"]


class Checkpoint:
    """A training between two epochs, in the folder of its network."""

    def __init__(self, folder):
        self.file, self.table = folder / "checkpoint.pt", folder / "training.csv"

    def resume(self, network, optimizer):
        """Rows of the epochs done, and the best network so far."""
        if not self.file.exists():
            return [], None
        found = torch.load(self.file, map_location=optimizer.rate.device)
        network.load_state_dict(found["network"])
        optimizer.restore(found["optimizer"])
        return found["log"], found["best"]

    def write(self, network, optimizer, log, best):
        temporary = self.file.with_suffix(".tmp")
        state = {"network": network.state_dict(), "optimizer": optimizer.state()}
        torch.save({**state, "log": log, "best": best}, temporary)
        os.replace(temporary, self.file)
        lines = [",".join(log[0])] + [",".join(f"{value:g}" for value in row.values()) for row in log]
        self.table.write_text("\n".join(lines) + "\n")


def recorded(step, network, optimizer):
    """The step as one CUDA graph. Recording it runs a few steps, whose effect is undone."""
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    state = copy.deepcopy(optimizer.state())
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    network.zero_grad(set_to_none=True)
    with torch.cuda.graph(graph):
        step()
    network.load_state_dict(before)
    optimizer.restore(state)
    return graph.replay


@torch.no_grad()
def predictions(network, images, batch=1000):
    network.eval()
    return torch.cat([network(inputs_of(part)).argmax(1) for part in images.split(batch)])


# -------------------------------------------------------------------- saving


def save(network, test, options):
    """Writes the network, its weights in float16, and what it predicts with these."""
    for block in network:
        block.type = torch.float32
        block.weight.data = sign_keeping_half(block.weight.data).float()
        folder = options.out / block.name
        folder.mkdir(exist_ok=True)
        arrays = {
            "weights": block.rows().half(),
            "gamma": block.norm.weight,
            "beta": block.norm.bias,
            "mean": block.norm.running_mean,
            "variance": block.norm.running_var + (options.epsilon - EPSILON),
        }
        for name, tensor in arrays.items():
            numpy.save(folder / f"{name}.npy", tensor.detach().cpu().contiguous().numpy())
    numpy.save(options.out / "predictions.npy", predictions(network, test[0]).cpu().numpy())
    numpy.save(options.out / "labels.npy", test[1].cpu().numpy())


def sign_keeping_half(weights):
    """float16, in which a number too small for it becomes the smallest with its sign."""
    smallest = 2.0**-24
    half = weights.half()
    lost = (half == 0) & (weights != 0)
    return torch.where(lost, (torch.sign(weights) * smallest).half(), half)


if __name__ == "__main__":
    main()
