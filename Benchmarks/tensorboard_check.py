"""Whether TensorBoard reads from an export what the run folders hold.

    onecycle export output/one-cycle --format tensorboard --to EXPORT
    python Benchmarks/tensorboard_check.py EXPORT output/one-cycle ...

For every seed of every run folder: the scalars are exactly the columns of steps.csv and epochs.csv. They have the same
values, in single precision, at the same steps. For every run folder: the text is its spec.json without hashes, the
images are its PNG files, byte for byte. Prints a line per folder and per disagreement; exit code 1 if any disagrees.
Needs tensorboard.
"""
import csv
import json
import math
import pathlib
import struct
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

ALL = {"scalars": 0, "images": 0, "tensors": 0}


def single(value):
    """The number in single precision; what is no number compares equal to itself."""
    rounded = struct.unpack("f", struct.pack("f", value))[0]
    return "nan" if math.isnan(rounded) else rounded


def read(folder):
    events = EventAccumulator(str(folder), size_guidance=ALL)
    events.Reload()
    return events


def expected(path, steps, prefix):
    """The scalars that a table is: tag -> [(step, value)]; an empty field is no scalar."""
    scalars = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            for column, field in row.items():
                if column != steps and field != "":
                    scalars.setdefault(prefix + column, []).append((int(row[steps]), single(float(field))))
    return scalars


def check_seed(events, folder):
    scalars = expected(folder / "steps.csv", "step", "steps/") | expected(folder / "epochs.csv", "epoch", "epochs/")
    tags = set(events.Tags()["scalars"])
    for tag in sorted(tags ^ set(scalars)):
        yield f"{tag} is {'not in the run folder' if tag in tags else 'missing'}"
    for tag in sorted(tags & set(scalars)):
        read_back = [(event.step, single(event.value)) for event in events.Scalars(tag)]
        if read_back != scalars[tag]:
            yield f"{tag}: {len(read_back)} values, not the {len(scalars[tag])} of the run folder"


def check_whole(events, folder):
    tensors = events.Tags()["tensors"]
    if tensors != ["spec"]:
        yield f"texts {tensors}, not [spec]"
        return
    text = events.Tensors("spec")[0].tensor_proto.string_val[0].decode()
    # The hashes of the files themselves are no part of the spec.
    spec = {key: value for key, value in json.loads((folder / "spec.json").read_text()).items() if "record" not in key}
    shown = "\n".join(line.removeprefix("    ") for line in text.split("\n"))
    if not text.startswith("    {") or json.loads(shown) != spec:
        yield "the text is not spec.json"
    pictures = {path.stem: path.read_bytes() for path in folder.glob("*.png")}
    images = {tag: events.Images(tag)[0].encoded_image_string for tag in events.Tags()["images"]}
    if images != pictures:
        yield f"images {sorted(images)}, not {sorted(pictures)}, or other bytes"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    export, problems = pathlib.Path(sys.argv[1]), 0
    for folder in map(pathlib.Path, sys.argv[2:]):
        seeds = sorted(folder.glob("seed-*"))
        checks = [(folder, check_whole)] + [(seed, check_seed) for seed in seeds]
        found = 0
        for path, check in checks:
            for problem in check(read(export / path.relative_to(folder.parent)), path):
                print(f"{path}: {problem}")
                found += 1
        print(f"{folder}: {len(seeds)} seeds, {found} disagreements")
        problems += found + (0 if seeds else 1)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
