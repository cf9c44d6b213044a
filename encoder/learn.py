"""Fine-tunes the encoder on the material.

    python -m encoder.learn models/encoder/material.json --out models/encoder/reseau.pt
        [--held 3456] [--epochs 7] [--from reseau.pt --rate 1e-4]

--held: authors left out, on whom a row is printed at each third of the way. An epoch takes about nine
minutes on two cores. --from goes on from what was learnt before.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import time
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F

from bot.understanding.encoder.accents import Accents
from bot.understanding.encoder.pieces import Pieces
from encoder.base import only, read_base, useful_pieces
from encoder.network import Network
from encoder.samples import Answers, Samples

#: Of the base's twelve layers the first nine, in a row: what they say to one another is kept.
_LAYERS = tuple(range(9))
_PIECES_A_STEP, _CLAUSES = 1400, 0.35
_HEADS_FASTER, _WORDS_WEIGH, _LONGEST_STEP, _DROP, _DECAY = 10, 2.0, 2.0, 0.1, 0.05
#: Each layer learns slower than the next, and the words stay where the base has put them: what it knows of
#: words that no message has must still hold.
_SLOWER = 0.88
_FREQUENT = 120_000


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("material", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--held", default="")
    parser.add_argument("--epochs", type=float, default=7)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--from", dest="start", type=Path)
    args = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    material = json.loads(args.material.read_text(encoding="utf-8"))
    network, known = resumed(args.start) if args.start else _fresh(material)
    held = [m for m in material["messages"] if m["id"][0] in args.held]
    learnt = [m for m in material["messages"] if m["id"][0] not in args.held] + material["actes"]
    samples = Samples(known["answers"], known["pieces"], Accents(known["accents"]), random.Random(0))
    print(f"{len(learnt)} messages, {len(held)} tenus à l'écart", flush=True)
    learn(network, samples, learnt, material["clauses"], held, args.epochs, args.rate)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"network": network.state_dict(), **_plain(known)}, args.out)


def _fresh(material: dict[str, Any]) -> tuple[Network, dict[str, Any]]:
    base = read_base()
    accents = Accents(material["accents"])
    read = [*material["messages"], *material["clauses"], *material["actes"]]
    words = {accents.of(w) for m in read for w in m["mots"]}
    kept = useful_pieces(base, [*words, *material["accents"].values(), *material["frequents"][:_FREQUENT]])
    answers = Answers.of(material["messages"])
    network = Network(len(kept), len(answers.labels), len(answers.signs), len(_LAYERS))
    network.enc.start_from(base.tensors, kept, _LAYERS)
    known = {"answers": answers, "pieces": only(base.pieces, kept), "accents": material["accents"]}
    return network, known


def _plain(known: dict[str, Any]) -> dict[str, Any]:
    """What the network knows, as lists and maps."""
    answers, pieces = known["answers"], known["pieces"]
    return {
        "labels": list(answers.labels), "signs": list(answers.signs), "accents": dict(known["accents"]),
        "pieces": list(pieces.pieces), "scores": list(pieces.scores),
    }  # fmt: skip


def resumed(path: Path) -> tuple[Network, dict[str, Any]]:
    """The network written by `main`, and what it knows: answers, pieces, accents."""
    saved = torch.load(path, weights_only=True)
    labels, signs = ({name: i for i, name in enumerate(saved[x])} for x in ("labels", "signs"))
    layers = 1 + max(int(name.split(".")[2]) for name in saved["network"] if name.startswith("enc.layers."))
    network = Network(len(saved["pieces"]), len(labels), len(signs), layers)
    network.load_state_dict(saved["network"])
    pieces = Pieces(saved["pieces"], saved["scores"])
    return network, {"answers": Answers(labels, signs), "pieces": pieces, "accents": saved["accents"]}


def learn(
    network: Network, samples: Samples, messages: list, clauses: list, held: list, epochs: float, rate: float
) -> None:
    """Prints the mean loss every hundred steps: of whole messages, of words."""
    optimizer = torch.optim.AdamW(_rates(network, rate), weight_decay=_DECAY, betas=(0.9, 0.98), fused=True)
    an_epoch = len(list(samples.epoch(messages, clauses, _CLAUSES, _PIECES_A_STEP)))
    steps = int(an_epoch * epochs)
    warm = max(1, steps // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / warm) * max(0.02, (steps - s) / steps)
    )
    network.train()
    start, lately = time.time(), []
    endless = itertools.chain.from_iterable(
        samples.epoch(messages, clauses, _CLAUSES, _PIECES_A_STEP) for _ in itertools.count()
    )
    for step, items in enumerate(itertools.islice(endless, steps), 1):
        whole, by_word = losses(network, samples, items)
        optimizer.zero_grad()
        (whole + _WORDS_WEIGH * by_word).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), _LONGEST_STEP)
        optimizer.step()
        schedule.step()
        lately = [*lately[-99:], (whole.item(), by_word.item())]
        if step % 100 == 0:
            means = [sum(x) / len(lately) for x in zip(*lately)]
            print(f"{step}/{steps} message {means[0]:.3f} mots {means[1]:.3f} {time.time() - start:.0f} s", flush=True)
        if held and step % max(1, steps // 3) == 0:
            print(row(network, samples, held), flush=True)


def _rates(network: Network, rate: float) -> list[dict[str, Any]]:
    """What learns, and how fast."""
    network.enc.word.requires_grad_(False)
    network.enc.pos.requires_grad_(False)
    layers = network.enc.layers
    heads = [p for n, p in network.named_parameters() if not n.startswith("enc.")]
    return [
        dict(params=heads, lr=rate * _HEADS_FASTER),
        dict(params=network.enc.ln.parameters(), lr=rate * _SLOWER ** len(layers)),
        *(
            dict(params=layer.parameters(), lr=rate * _SLOWER ** (len(layers) - 1 - i))
            for i, layer in enumerate(layers)
        ),
    ]


def losses(network: Network, samples: Samples, items: list) -> tuple[torch.Tensor, torch.Tensor]:
    """Of whole messages (a message), of words (a word), in nats."""
    b = samples.batch(items, learning=True)
    by_word, whole = network(b.pieces, b.mask, b.first, b.words, b.signs, _DROP)
    lost = F.binary_cross_entropy_with_logits(whole, b.whole, reduction="none") * b.whole_known
    words = F.binary_cross_entropy_with_logits(by_word, b.by_word, reduction="none") * b.words_known
    return lost.sum() / len(items), words.sum() / b.words_known.sum().clamp(min=1.0)


def row(network: Network, samples: Samples, held: list, least: float = 0.5) -> str:
    """Precision and recall of the facts of the held messages, believed from one in two."""
    network.eval()
    hit = told = true = 0
    with torch.no_grad():
        for start in range(0, len(held), 32):
            b = samples.batch(held[start : start + 32], learning=False)
            said = torch.sigmoid(network(b.pieces, b.mask, b.first, b.words, b.signs)[1]) > least
            hit += int((said & (b.whole > 0)).sum())
            told += int(said.sum())
            true += int(b.whole.sum())
    network.train()
    return f"  tenus à l'écart : P {hit / max(1, told):.3f} R {hit / max(1, true):.3f}"


if __name__ == "__main__":
    main()
