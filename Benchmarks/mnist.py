"""Reads MNIST's IDX files, gzip or plain, from the folder that MNIST_DIR names."""
import gzip
import os

import numpy as np


def read_idx(name):
    """One file's values, uint8, in the shape its header gives."""
    path = os.path.join(os.environ["MNIST_DIR"], name)
    opener = gzip.open if os.path.exists(path + ".gz") else open
    with opener(path + ".gz" if opener is gzip.open else path, "rb") as file:
        data = np.frombuffer(file.read(), np.uint8)
    sizes = data[4 : 4 + 4 * data[3]].view(">u4")
    return data[4 + 4 * data[3] :].reshape(sizes).copy()
