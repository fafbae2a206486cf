"""All networks over rules by name: the tiny recursive model, and what it is compared with; reads checkpoints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from trm.checkpoint import load_tensors
from trm.rule_block import RULE_SIZES as RECURSIVE
from trm.rule_block import RuleConfig, RuleNetwork
from trm.rule_hrm import HrmRuleConfig
from trm.rule_plain import PlainRuleConfig
from trm.rule_two import TwoBlockConfig
from trm.tensor_file import misfit


class RuleShape(Protocol):
    """Shape of one network over rules."""

    def to_json(self) -> dict[str, Any]: ...

    def build(self) -> RuleNetwork: ...


RULE_SIZES: dict[str, RuleShape] = {
    **RECURSIVE,
    # as many parameters as rules-small
    "rules-hrm": HrmRuleConfig(),
    "rules-plain": PlainRuleConfig(),
    "rules-two": TwoBlockConfig(),
}
MIXERS: dict[str, Callable[..., RuleShape]] = {
    "rules": RuleConfig, "rules-hrm": HrmRuleConfig, "rules-plain": PlainRuleConfig,
    "rules-two": TwoBlockConfig,
}  # fmt: skip


def load_rule_model(path: Path) -> RuleNetwork:
    """A model with the weights of a shipped or a training checkpoint (its EMA weights), fp32, in eval mode."""
    tensors, meta = load_tensors(path)
    with misfit(path):
        config = {k: v for k, v in meta["config"].items() if k != "mixer"}
        weights = {k.removeprefix("ema."): v for k, v in tensors.items() if k.startswith("ema.")} or tensors
        model = MIXERS[meta["config"]["mixer"]](**config).build()
        model.load_state_dict({k: v.float() for k, v in weights.items()})
    return model.eval().requires_grad_(False)
