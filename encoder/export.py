"""Writes the network for the assistant: ONNX with weights of 8 bits, its pieces, accents, labels and signs.

    python -m encoder.export models/encoder/reseau.pt [--to data/encoder]

Prints how far the 8 bits are from the network they come from, on sentences of its own.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from encoder.learn import resumed
from encoder.network import Network

_INPUTS, _OUTPUTS = ("morceaux", "debuts", "signes"), ("mots", "message")


class Served(nn.Module):
    """The network for one message, without a batch's masks."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, first: Tensor, signs: Tensor) -> tuple[Tensor, Tensor]:
        return self.network(pieces, None, first, None, signs)


def main() -> None:
    """Write the files of the folder `--to`."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("network", type=Path)
    parser.add_argument("--to", type=Path, default=Path("data/encoder"))
    args = parser.parse_args()
    network, known = resumed(args.network)
    served = Served(network).eval()
    args.to.mkdir(parents=True, exist_ok=True)
    target = args.to / "encodeur.onnx"
    with tempfile.TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        example = _example(len(known["pieces"].pieces), len(known["answers"].signs), 85, 60)
        torch.onnx.export(
            served, example, str(exact), input_names=_INPUTS, output_names=_OUTPUTS, dynamo=False,
            dynamic_axes={"morceaux": {1: "n"}, "debuts": {1: "w"}, "signes": {1: "w"}}, opset_version=17,
        )  # fmt: skip
        quantize_dynamic(exact, target, weight_type=QuantType.QInt8, per_channel=True)
        print(f"écart moyen des probabilités : {_gap(exact, target, known):.4f}")
    pieces = known["pieces"]
    _write(args.to / "morceaux.tsv", (f"{p}\t{s:.4f}" for p, s in zip(pieces.pieces, pieces.scores)))
    _write(args.to / "accents.tsv", (f"{plain}\t{word}" for plain, word in sorted(known["accents"].items())))
    names = {"faits": list(known["answers"].labels), "signes": list(known["answers"].signs)}
    (args.to / "etiquettes.json").write_text(
        json.dumps(names, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(f"{target} : {target.stat().st_size / 1e6:.1f} Mo")


def _write(path: Path, lines) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _example(pieces: int, signs: int, length: int, words: int) -> tuple[Tensor, Tensor, Tensor]:
    dice = torch.Generator().manual_seed(0)
    return (
        torch.randint(4, pieces, (1, length), generator=dice),
        torch.arange(1, words + 1)[None],
        (torch.rand(1, words, signs, generator=dice) > 0.97).float(),
    )


def _gap(exact: Path, rounded: Path, known: dict) -> float:
    sessions = [onnxruntime.InferenceSession(str(p), providers=["CPUExecutionProvider"]) for p in (exact, rounded)]
    example = _example(len(known["pieces"].pieces), len(known["answers"].signs), 40, 30)
    fed = {name: value.numpy() for name, value in zip(_INPUTS, example)}
    one, other = (1 / (1 + np.exp(-s.run(["message"], fed)[0])) for s in sessions)
    return float(np.abs(one - other).mean())


if __name__ == "__main__":
    main()
