"""The workloads in JAX: one compiled function gathers the batch, differentiates and updates. beta1 stays constant."""
import math

import jax
import jax.numpy as jnp
import optax
from jax import lax

VERSION = f"jax {jax.__version__}"
TAKES_THREADS = False
VARIANTS = ["jit", "jit-bf16"]


def uniform(key, shape, fan_in):
    bound = 1 / math.sqrt(fan_in)
    return jax.random.uniform(key, shape, minval=-bound, maxval=bound)


def initialized(layers, key, kaiming):
    """(parameters, running statistics), one entry per layer."""
    parameters, running = [], []
    for index, (kind, *sizes) in enumerate(layers):
        key_weight, key_bias = jax.random.split(jax.random.fold_in(key, index))
        own, statistics = {}, {}
        if kind == "conv":
            inputs, outputs, kernel, _, _, bias = sizes
            shape, fan_in = (kernel, kernel, inputs, outputs), kernel * kernel * inputs
            own["weight"] = uniform(key_weight, shape, fan_in)
            if kaiming:
                own["weight"] = jax.random.normal(key_weight, shape) * math.sqrt(2 / fan_in)
            if bias:
                own["bias"] = jnp.zeros(outputs) if kaiming else uniform(key_bias, (outputs,), fan_in)
        elif kind == "linear":
            own = {"weight": uniform(key_weight, sizes, sizes[0]), "bias": uniform(key_bias, sizes[1:], sizes[0])}
        elif kind == "batch_norm":
            own = {"scale": jnp.ones(sizes), "shift": jnp.zeros(sizes)}
            statistics = {"mean": jnp.zeros(sizes), "variance": jnp.ones(sizes)}
        elif kind == "residual":
            parts = [initialized(part, part_key, kaiming) for part, part_key in zip(sizes, (key_weight, key_bias))]
            own, statistics = [part[0] for part in parts], [part[1] for part in parts]
        parameters.append(own)
        running.append(statistics)
    return parameters, running


def normalized(x, own, statistics, training):
    """Batch normalization in single precision, and its new running statistics (momentum 0.1)."""
    values = x.astype(jnp.float32)
    if training:
        mean, variance = values.mean((0, 1, 2)), values.var((0, 1, 2))
        count = values.size / values.shape[-1]
        seen = {"mean": mean, "variance": variance * (count / (count - 1))}
        statistics = jax.tree.map(lambda old, new: 0.9 * old + 0.1 * lax.stop_gradient(new), statistics, seen)
    else:
        mean, variance = statistics["mean"], statistics["variance"]
    values = (values - mean) * lax.rsqrt(variance + 1e-5) * own["scale"] + own["shift"]
    return values.astype(x.dtype), statistics


def forward(layers, parameters, running, x, key):
    """(output, running statistics) for images [N, H, W, C]; without a key the network is not in training."""
    after = []
    for index, ((kind, *sizes), own, statistics) in enumerate(zip(layers, parameters, running)):
        if kind == "conv":
            stride, padding = sizes[3:5]
            x = lax.conv_general_dilated(
                x, own["weight"].astype(x.dtype), (stride, stride), [(padding, padding)] * 2,
                dimension_numbers=("NHWC", "HWIO", "NHWC"))  # fmt: skip
            if "bias" in own:
                x = x + own["bias"].astype(x.dtype)
        elif kind == "linear":
            x = x @ own["weight"].astype(x.dtype) + own["bias"].astype(x.dtype)
        elif kind == "batch_norm":
            x, statistics = normalized(x, own, statistics, key is not None)
        elif kind == "residual":
            (body, shortcut), statistics = zip(
                *(forward(part, *rest, x, key) for part, *rest in zip(sizes, own, statistics)))
            x, statistics = body + shortcut, list(statistics)
        elif kind == "max_pool":
            x = lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
        elif kind == "dropout" and key is not None:
            kept = jax.random.bernoulli(jax.random.fold_in(key, index), 1 - sizes[0], x.shape)
            x = jnp.where(kept, x / (1 - sizes[0]), 0)
        elif kind in ("relu", "selu"):
            x = getattr(jax.nn, kind)(x)
        elif kind == "flatten":
            x = x.reshape(len(x), -1)
        elif kind == "mean":
            x = x.mean((1, 2))
        after.append(statistics)
    return x, after


class Training:
    def __init__(self, workload, variant, threads):
        self.workload, layers = workload, workload.layers
        self.data = workload.load(channels_last=True)
        self.images, self.labels = jnp.asarray(self.data.values), jnp.asarray(self.data.labels)
        self.key = jax.random.key(0)
        precision = jnp.bfloat16 if "bf16" in variant else jnp.float32
        rate = optax.cosine_onecycle_schedule(workload.steps, workload.lr_max)
        optimizer = optax.sgd(rate, momentum=0.9)
        if workload.optimizer == "adamw":
            optimizer = optax.adamw(rate, b2=workload.beta2, weight_decay=0.01)

        def loss(parameters, running, images, labels, key):
            logits, running = forward(layers, parameters, running, images.astype(precision), key)
            losses = optax.softmax_cross_entropy_with_integer_labels(logits.astype(jnp.float32), labels)
            return losses.mean(), running

        def step(state, images, labels, rows, key, number):
            parameters, running, moments = state
            key = jax.random.fold_in(key, number)
            (value, running), gradients = jax.value_and_grad(loss, has_aux=True)(
                parameters, running, images[rows], labels[rows], key)  # fmt: skip
            updates, moments = optimizer.update(gradients, moments, parameters)
            return (optax.apply_updates(parameters, updates), running, moments), value

        def predict(state, images, rows):
            parameters, running, _ = state
            return forward(layers, parameters, running, images[rows].astype(precision), None)[0].astype(jnp.float32)

        self.optimizer = optimizer
        self.compiled_step, self.predict = jax.jit(step, donate_argnums=0), jax.jit(predict)
        self.start()

    def start(self):
        """New weights, and a schedule at its first step."""
        parameters, running = initialized(self.workload.layers, self.key, self.workload.kaiming)
        self.state = (parameters, running, self.optimizer.init(parameters))
        self.number, self.last_loss = 0, jnp.zeros(())

    def warm_up(self, batches):
        """Steps and a validation, which compile all code."""
        for batch in batches:
            self.step(batch)
        self.validate()

    def step(self, batch):
        self.state, self.last_loss = self.compiled_step(
            self.state, self.images, self.labels, batch, self.key, self.number)
        self.number += 1

    def wait(self):
        jax.block_until_ready(self.state)

    def validate(self):
        rows, size = self.data.validation, self.workload.validation_batch
        parts = [self.predict(self.state, self.images, rows[i : i + size]) for i in range(0, len(rows), size)]
        logits, labels = jnp.concatenate(parts), self.labels[rows]
        loss = optax.softmax_cross_entropy_with_integer_labels(logits, labels).mean()
        return float(loss), float((logits.argmax(1) == labels).mean())
