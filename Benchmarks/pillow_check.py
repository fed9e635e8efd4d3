"""Whether PNG files of every kind give the pixels that Pillow gives.

    python Benchmarks/pillow_check.py [ONECYCLE]

Writes pictures of each colour type and bit depth by the format's own rules. They are interlaced or not, with every
filter, with and without transparency. Reads each twice: through Pillow, and through `onecycle predict`. Its network's weights are the
identity, so that an image's logits are its bytes. In three channels, and in one.

Prints a line per number of channels and per picture that differs; exit code 1 if any differs. Needs Pillow
and numpy, and a built onecycle (default: .build/release/onecycle).
"""
import io
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import warnings
import zlib

import numpy as np
import PIL
from PIL import Image

# Adam7's passes cut such pictures into odd pieces. The network has an output per byte, and at most 256 classes.
HEIGHT, WIDTH = 7, 11
GREY, RGB, PALETTE, GREY_ALPHA, RGB_ALPHA = 0, 2, 3, 4, 6
SAMPLES = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGB_ALPHA: 4}
DEPTHS = {GREY: (1, 2, 4, 8, 16), RGB: (8, 16), PALETTE: (1, 2, 4, 8), GREY_ALPHA: (8, 16), RGB_ALPHA: (8, 16)}
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def packed(samples, depth):
    """Samples side by side, the first in the highest bits."""
    bits = "".join(format(sample, f"0{depth}b") for sample in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[place:place + 8], 2) for place in range(0, len(bits), 8))


def paeth(left, above, corner):
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))


def filtered(row, above, kind, distance):
    """A row by filter `kind`, of which `distance` bytes are a pixel."""
    result = bytearray([kind])
    for place, byte in enumerate(row):
        left = row[place - distance] if place >= distance else 0
        corner = above[place - distance] if place >= distance else 0
        guess = (0, left, above[place], (left + above[place]) // 2, paeth(left, above[place], corner))[kind]
        result.append((byte - guess) % 256)
    return bytes(result)


def picture(draw, color, depth, is_interlaced, is_transparent):
    """A file of random samples."""
    samples = SAMPLES[color]
    pixels = [[[draw.randrange(1 << depth) for _ in range(samples)] for _ in range(WIDTH)] for _ in range(HEIGHT)]
    distance = max(1, samples * depth // 8)
    data = b""
    for left, top, right, down in ADAM7 if is_interlaced else ((0, 0, 1, 1),):
        if left >= WIDTH or top >= HEIGHT:
            continue
        above = None
        for y in range(top, HEIGHT, down):
            row = packed([value for x in range(left, WIDTH, right) for value in pixels[y][x]], depth)
            data += filtered(row, above or bytes(len(row)), draw.randrange(5), distance)
            above = row
    file = b"\x89PNG\r\n\x1a\n"
    file += chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, color, 0, 0, is_interlaced))
    if color == PALETTE:
        file += chunk(b"PLTE", draw.randbytes(3 << depth))
    if is_transparent:
        one = [draw.randrange(1 << depth) for _ in range(samples)]
        file += chunk(b"tRNS", draw.randbytes(1 << depth) if color == PALETTE else struct.pack(f">{samples}H", *one))
    return file + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def kinds():
    for color, depths in DEPTHS.items():
        for depth in depths:
            for is_interlaced in (False, True):
                for is_transparent in (False, True) if color in (GREY, RGB, PALETTE) else (False,):
                    yield color, depth, is_interlaced, is_transparent


def by_pillow(file, channels):
    """[C, H, W] bytes, with what lies under transparency, and of 16 bits the upper eight."""
    image = Image.open(io.BytesIO(file))
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow keeps
        grey = np.asarray(image).astype(np.uint32) >> 8
        return np.repeat(grey[None], channels, axis=0)
    pixels = np.asarray(image.convert("RGB" if channels == 3 else "L"))
    return pixels.transpose(2, 0, 1) if channels == 3 else pixels[None]


def by_onecycle(onecycle, files, channels, folder):
    """The same for all files: [N, C, H, W]."""
    size = channels * HEIGHT * WIDTH
    filler = files[0]
    for label in range(size):
        for part in ("train", "valid"):
            os.makedirs(f"{folder}/{part}/{label}")
            with open(f"{folder}/{part}/{label}/filler.png", "wb") as target:
                target.write(filler)
    os.remove(f"{folder}/valid/0/filler.png")
    for index, file in enumerate(files):
        with open(f"{folder}/valid/0/{index:04}.png", "wb") as target:
            target.write(file)
    with open(f"{folder}/spec.json", "w") as target:
        json.dump({
            "data": {"source": "folder", "path": folder, "channels": channels, "normalize": "none", "batch_size": 8},
            "model": {"layers": [{"type": "flatten"}, {"type": "linear", "out": size}]},
            "schedule": {"type": "constant", "lr": 0.1}, "steps": 1,
        }, target)
    weights = np.eye(size, dtype=np.float32).tobytes()
    header = json.dumps({
        "1.weight": {"dtype": "F32", "shape": [size, size], "data_offsets": [0, len(weights)]},
        "1.bias": {"dtype": "F32", "shape": [size], "data_offsets": [len(weights), len(weights) + 4 * size]},
    }).encode()
    header += b" " * (-len(header) % 8)
    with open(f"{folder}/identity.safetensors", "wb") as target:
        target.write(struct.pack("<Q", len(header)) + header + weights + bytes(4 * size))
    printed = subprocess.run(
        [onecycle, "predict", f"{folder}/spec.json", "--weights", f"{folder}/identity.safetensors",
         "--count", str(len(files))],
        check=True, stdout=subprocess.PIPE, text=True, cwd=folder).stdout
    table = np.loadtxt(io.StringIO(printed), delimiter=",", skiprows=1)
    return table[:, 3:].reshape(len(files), channels, HEIGHT, WIDTH)


def main():
    warnings.filterwarnings("ignore", message="Palette images with Transparency")
    onecycle = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("PROGRAM", ".build/release/onecycle"))
    draw = random.Random(5)
    cases = list(kinds())
    files = [picture(draw, *case) for case in cases]
    differences = 0
    for channels in (3, 1):
        with tempfile.TemporaryDirectory() as folder:
            ours = by_onecycle(onecycle, files, channels, folder)
        for case, file, found in zip(cases, files, ours):
            expected = by_pillow(file, channels)
            if not np.array_equal(found, expected):
                differences += 1
                color, depth, is_interlaced, is_transparent = case
                print(f"colour type {color}, {depth} bits{', interlaced' * is_interlaced}"
                      f"{', transparent' * is_transparent}, {channels} channels: "
                      f"off by up to {np.abs(found - expected).max():.0f}")
        print(f"{channels} channels: {len(files)} pictures, {sum(map(len, files))} bytes, "
              f"against Pillow {PIL.__version__}")
    print(f"{differences} differ" if differences else "all the same")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
