"""What a model is and how it is trained: two frozen dataclasses, and the named sizes in one dict."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Mixer = Literal["mlp", "attention", "relational", "convolution"]
Loss = Literal["stablemax", "softmax", "bits"]


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """Shape of one tiny recursive model (arXiv 2510.04871, section 4). Symbols of the paper in brackets."""

    mixer: Mixer
    vocab_in: int
    """Number of input tokens. Ignored by the relational mixer, which sees blank / this digit / another digit."""
    vocab_out: int
    """Output classes a cell, or bits a cell if `loss` is "bits". Ignored by the relational mixer: a score a digit."""
    hidden: int
    inner: int
    """Width inside the SwiGLU."""
    layers: int = 2
    inner_cycles: int = 6
    """Updates of the latent z per round [n]."""
    outer_cycles: int = 1
    """Rounds per supervision step [T]; only the last carries gradient."""
    heads: int = 8
    cells: int = 0
    """Sequence length; only the mlp mixer fixes it."""
    loss: Loss = "softmax"
    tiles: tuple[tuple[int, int], ...] = ()
    """(rows, columns) of the tiles of a square grid whose side is their product, one for each side the relational
    mixer serves. Which cells belong together is the kind's business: its recipe says so."""
    fast_layers: int = 0
    """Layers of a second network, for the latent alone (HRM); 0: one network does both."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tiles", tuple((rows, columns) for rows, columns in self.tiles))  # JSON has lists
        if self.mixer == "mlp" and self.cells < 1:
            raise ValueError(f"the mlp mixer needs the number of cells, got cells={self.cells!r}")
        if self.mixer == "attention" and self.hidden % (2 * self.heads):
            raise ValueError(
                f"hidden={self.hidden!r} must be a multiple of 2 x heads={self.heads!r} for rotary positions"
            )

    def tile(self, side: int) -> tuple[int, int]:
        """Rows and columns of a tile of a side x side grid."""
        for rows, columns in self.tiles:
            if rows * columns == side:
                return rows, columns
        raise ValueError(f"no tile of a grid of side {side!r} is known, only of {[r * c for r, c in self.tiles]!r}")

    def to_json(self) -> dict[str, Any]:
        told = {**asdict(self), "tiles": [list(tile) for tile in self.tiles]}
        if not self.fast_layers:
            del told["fast_layers"]  # as it was before there were such models
        return told


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """How a model is trained. The defaults suit the small structured mixers on a CPU."""

    seed: int = 0
    steps: int = 10_000
    minutes: float | None = None
    """Time budget; the learning-rate schedule follows the larger of step and time progress."""
    learning_rate: float = 3e-3
    warmup_steps: int = 200
    final_lr_fraction: float = 0.02
    """Cosine decay ends here; 1.0 keeps the rate constant as the paper does."""
    weight_decay: float = 0.01
    betas: tuple[float, float] = (0.9, 0.95)
    clip: float = 1.0
    ema: float = 0.999
    halt_weight: float = 0.5
    """Weight of the halting loss; the paper's 0.5."""
    max_supervision_steps: int = 16
    """A row still unsolved after so many supervision steps is replaced."""
    blank_weight: float = 0.3
    """Weight of a cell that cannot be known yet, beside 1 for a cell that can (see `Batch.blank`)."""
    linger: float = 0.0
    """Probability that a solved row stays another step, so that the network also learns to keep an answer."""
    start_noise: float = 0.0
    """Standard deviation of Gaussian noise added to the starting latent, so that restarts explore."""
    pin_rate: float = 0.0
    """Probability that an unsolved row, at least `pin_age` steps old, gets one more true digit after a step: at the
    cell that search would pin (see `trm.pins`). For the relational mixer only."""
    pin_age: int = 4
    pin_guess: float = 0.0
    """Share of the pins that are the network's own likeliest digit, right or wrong. A wrong one is taken back after
    `pin_steps` steps; meanwhile the row is not scored. So the network learns to recover from a wrong turn."""
    pin_steps: int = 3
    optimizer: Literal["adamw", "adam_atan2", "muon"] = "adamw"
    compile: bool = True
    bf16: bool = False
    """Run under bf16 autocast on a CPU as well, as on CUDA: pays where the CPU multiplies bf16 in hardware (AMX)."""
    checkpoint_minutes: float = 2.0
    threads: int = 1


PAPER_MLP_9X9 = ModelConfig("mlp", 10, 10, 512, 1536, outer_cycles=3, cells=81, loss="stablemax")

PAPER_HRM: dict[str, Any] = {"layers": 4, "fast_layers": 4, "inner_cycles": 2, "outer_cycles": 2}

NAMED_SIZES: dict[str, ModelConfig] = {
    # the paper's two models; a maze's cell has a bit a move instead of a class, for several ways may be as short
    "paper-mlp": PAPER_MLP_9X9,
    "paper-attention": ModelConfig("attention", 4, 4, 512, 1536, inner_cycles=4, outer_cycles=3, loss="bits"),
    # the second for 9x9 sudokus, and HRM (arXiv 2506.21734) for both: 27 M parameters
    "paper-attention-9x9": ModelConfig("attention", 10, 10, 512, 1536, outer_cycles=3, loss="stablemax"),
    "paper-hrm-9x9": ModelConfig("attention", 10, 10, 512, 1536, loss="stablemax", **PAPER_HRM),
    "paper-hrm": ModelConfig("attention", 4, 4, 512, 1536, loss="bits", **PAPER_HRM),
    # the first, narrowed and with one round, so that a CPU can train it
    "mlp-small": ModelConfig("mlp", 10, 10, 128, 384, cells=81, loss="stablemax"),
    # ours: small enough for a laptop
    "relational-small": ModelConfig("relational", 0, 0, 32, 64),
    "relational-wide": ModelConfig("relational", 0, 0, 64, 128),
    "convolution-small": ModelConfig("convolution", 4, 4, 24, 24, layers=1, loss="bits"),
    "convolution-medium": ModelConfig("convolution", 4, 4, 32, 32, layers=1, loss="bits"),
    "convolution-wide": ModelConfig("convolution", 4, 4, 48, 48, layers=1, loss="bits"),
}
