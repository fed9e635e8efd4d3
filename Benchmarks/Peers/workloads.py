"""The three trainings that are timed: images, layers, optimizer and schedule, equal to those of onecycle's specs."""
import os
import sys
from dataclasses import dataclass

import numpy as np

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
from mnist import read_idx


@dataclass(frozen=True)
class Images:
    """Values in [0, 1] of all images, their classes, and the rows to train and to validate on."""

    values: np.ndarray  # [N, H, W, C] or [N, C, H, W], float32
    labels: np.ndarray  # [N], int64
    training: np.ndarray
    validation: np.ndarray


@dataclass(frozen=True)
class Workload:
    name: str
    channels: int
    layers: list
    load: callable  # load(channels_last) gives the images
    count: int  # training images
    batch: int
    epochs: int
    drop_last: bool
    optimizer: str  # adamw, or sgd with momentum 0.9
    lr_max: float
    beta2: float = 0.999
    kaiming: bool = False  # normal weights and zero biases, else PyTorch's default
    trial: int = 300  # steps of a trial
    validation_batch = 256

    @property
    def steps_per_epoch(self):
        return self.count // self.batch if self.drop_last else -(-self.count // self.batch)

    @property
    def steps(self):
        return self.epochs * self.steps_per_epoch

    def batches(self, order):
        """The rows of each step of an epoch."""
        for step in range(self.steps_per_epoch):
            yield order[step * self.batch : (step + 1) * self.batch]


# Layers are (kind, sizes ...); each library's module makes its own network of them.
def conv(inputs, outputs, kernel, stride=1, padding=0, bias=True):
    return ("conv", inputs, outputs, kernel, stride, padding, bias)


def simple_cnn():
    layers = []
    for inputs, outputs in ((3, 16), (16, 16), (16, 2)):
        layers += [conv(inputs, outputs, 3, stride=2, padding=1), ("relu",)]
    return layers + [("mean",)]


def mnist_cnn():
    return [
        conv(1, 32, 3, padding=1), ("selu",), ("max_pool",),
        conv(32, 32, 5), ("selu",), ("max_pool",),
        ("flatten",), ("linear", 800, 256), ("selu",), ("dropout", 0.5), ("linear", 256, 10),
    ]  # fmt: skip


def resnet(depth=20, width=16):
    """He et al., arXiv 1512.03385, section 4.2, with projections as onecycle has them, not with padded shortcuts."""

    def normed(inputs, outputs, kernel, stride=1):
        return [conv(inputs, outputs, kernel, stride, kernel // 2, bias=False), ("batch_norm", outputs)]

    layers, inputs = normed(3, width, 3) + [("relu",)], width
    for stage in range(3):
        outputs = width << stage
        for block in range((depth - 2) // 6):
            stride = 2 if stage > 0 and block == 0 else 1
            body = normed(inputs, outputs, 3, stride) + [("relu",)] + normed(outputs, outputs, 3)
            shortcut = normed(inputs, outputs, 1, stride) if stride == 2 else []
            layers += [("residual", body, shortcut), ("relu",)]
            inputs = outputs
    return layers + [("mean",), ("linear", inputs, 10)]


def from_bytes(pixels, channels, channels_last):
    """Gray images of bytes, [N, H, W], as values of equal channels."""
    axis = 3 if channels_last else 1
    values = np.repeat(np.expand_dims(pixels, axis), channels, axis).astype(np.float32)
    values /= 255
    return values


def load_sample(channels_last):
    labels = [read_idx(f"{part}-labels-idx1-ubyte") for part in ("train", "t10k")]
    chosen = [np.isin(part, (3, 7)) for part in labels]
    pixels = [read_idx(f"{part}-images-idx3-ubyte")[rows] for part, rows in zip(("train", "t10k"), chosen)]
    sevens = np.concatenate([part[rows] == 7 for part, rows in zip(labels, chosen)])
    rows = np.arange(len(sevens))
    values = from_bytes(np.concatenate(pixels), 3, channels_last)
    return Images(values, sevens.astype(np.int64), rows[: len(pixels[0])], rows[len(pixels[0]) :])


def load_mnist(channels_last, held_out=5000):
    labels = read_idx("train-labels-idx1-ubyte").astype(np.int64)
    rows = np.random.default_rng(0).permutation(len(labels))
    values = from_bytes(read_idx("train-images-idx3-ubyte"), 1, channels_last)
    return Images(values, labels, rows[held_out:], rows[:held_out])


def load_random(channels_last, count=50_000, held_out=100):
    random = np.random.default_rng(0)
    rows = np.arange(count + held_out)
    values = random.random((len(rows), 32, 32, 3) if channels_last else (len(rows), 3, 32, 32), np.float32)
    return Images(values, random.integers(10, size=len(rows)), rows[:count], rows[count:])


WORKLOADS = {
    workload.name: workload
    for workload in (
        Workload("sample", 3, simple_cnn(), load_sample, count=12_396, batch=64, epochs=2, drop_last=True,
                 optimizer="adamw", lr_max=0.05, beta2=0.99, kaiming=True),
        Workload("mnist", 1, mnist_cnn(), load_mnist, count=55_000, batch=32, epochs=1, drop_last=False,
                 optimizer="adamw", lr_max=0.01),
        Workload("resnet", 3, resnet(), load_random, count=50_000, batch=128, epochs=1, drop_last=True,
                 optimizer="sgd", lr_max=0.1, trial=20),
    )
}  # fmt: skip
