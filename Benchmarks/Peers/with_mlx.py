"""The workloads in MLX on the CPU, with a compiled step. beta1 stays constant."""
from functools import partial

import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optimizers

VERSION = f"mlx {mx.__version__}"
TAKES_THREADS = False
VARIANTS = ["compile"]


class Residual(nn.Module):
    def __init__(self, body, shortcut):
        super().__init__()
        self.body, self.shortcut = network(body), network(shortcut)

    def __call__(self, x):
        return self.body(x) + self.shortcut(x)


class Function(nn.Module):
    """A layer without parameters."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def __call__(self, x):
        return self.function(x)


def layer(kind, *sizes):
    if kind == "conv":
        inputs, outputs, kernel, stride, padding, bias = sizes
        return nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=bias)
    makers = {
        "linear": nn.Linear, "batch_norm": nn.BatchNorm, "relu": nn.ReLU, "selu": nn.SELU, "dropout": nn.Dropout,
        "max_pool": lambda: nn.MaxPool2d(2, 2), "flatten": lambda: Function(lambda x: x.reshape(len(x), -1)),
        "mean": lambda: Function(lambda x: x.mean((1, 2))), "residual": Residual,
    }  # fmt: skip
    return makers[kind](*sizes)


def network(layers):
    return nn.Sequential(*(layer(*description) for description in layers))


class Training:
    def __init__(self, workload, variant, threads):
        mx.set_default_device(mx.cpu)
        mx.random.seed(0)
        self.workload = workload
        self.data = workload.load(channels_last=True)
        self.images, self.labels = mx.array(self.data.values), mx.array(self.data.labels)
        self.model = model = network(workload.layers)
        if workload.kaiming:
            for _, module in model.named_modules():
                if isinstance(module, nn.Conv2d):
                    module.weight = nn.init.he_normal()(module.weight)
                    module.bias = mx.zeros_like(module.bias)
        rising = int(0.3 * workload.steps)
        lowest, highest = workload.lr_max / 25, workload.lr_max
        rate = optimizers.join_schedules(
            [optimizers.linear_schedule(lowest, highest, rising),
             optimizers.cosine_decay(highest, workload.steps - rising)], [rising])  # fmt: skip
        optimizer = optimizers.SGD(rate, momentum=0.9)
        if workload.optimizer == "adamw":
            optimizer = optimizers.AdamW(
                rate, betas=[0.9, workload.beta2], weight_decay=0.01, bias_correction=True)
        optimizer.init(model.trainable_parameters())

        def loss(images, labels):
            return nn.losses.cross_entropy(model(images), labels, reduction="mean")

        self.state = [model.state, optimizer.state, mx.random.state]

        @partial(mx.compile, inputs=self.state, outputs=self.state)
        def step(images, labels):
            value, gradients = nn.value_and_grad(model, loss)(images, labels)
            optimizer.update(model, gradients)
            return value

        self.compiled_step, self.last_loss = step, mx.zeros(())
        self.predict = mx.compile(lambda images: model(images), inputs=model.state)
        model.train()

    def start(self):
        """Keeps weights and schedule as the warm-up left them, since the compiled step holds them."""

    def warm_up(self, batches):
        for batch in batches:
            self.step(batch)
        self.validate()

    def step(self, batch):
        rows = mx.array(batch)
        self.last_loss = self.compiled_step(self.images[rows], self.labels[rows])
        mx.eval(self.state, self.last_loss)

    def wait(self):
        """Returns when all steps have been computed, as they are: each step evaluates its state."""

    def validate(self):
        self.model.eval()
        rows, size = self.data.validation, self.workload.validation_batch
        parts = [self.predict(self.images[mx.array(rows[i : i + size])]) for i in range(0, len(rows), size)]
        logits, labels = mx.concatenate(parts), self.labels[mx.array(rows)]
        loss = nn.losses.cross_entropy(logits, labels, reduction="mean")
        accuracy = (mx.argmax(logits, 1) == labels).mean()
        self.model.train()
        return loss.item(), accuracy.item()
