"""How many threads numpy's products use: its OpenBLAS starts one a core, which on a busy core waits for all of them."""

from __future__ import annotations

import ctypes
import os
from importlib import import_module

NAMES = ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads")


def use_threads(count: int | None) -> bool:
    """Use `count` threads; with None one, unless the environment says how many. False where numpy has another BLAS."""
    if count is None and (os.environ.get("OPENBLAS_NUM_THREADS") or os.environ.get("OMP_NUM_THREADS")):
        return True
    try:
        library = ctypes.CDLL(import_module("numpy._core._multiarray_umath").__file__)
    except (ImportError, AttributeError, OSError):
        return False
    for name in NAMES:
        setter = getattr(library, name, None)
        if setter is not None:
            setter(count or 1)
            return True
    return False
