"""What lies between the products of a relational block, compiled: one pass over the state each, in two precisions.

A bfloat16 is the upper half of a float32, so it is kept as `uint16` and widened by a shift; numba has no type for it.
Shapes: B batch, the grid cut into boxes (i, r, j, c) = (box row, row in box, box column, column in box), D digits.
Import this module inside functions only: it loads numba, and compiles for some seconds unless its cache is there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar, cast

import numba
import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import types
from numba.extending import intrinsic

F = TypeVar("F", bound=Callable[..., Any])
Array = Any
"""Inside compiled code the dtypes are numba's business; `bf16_relational` types them."""
f32, u32 = np.float32, np.uint32


def _kernel(function: F) -> F:
    """Compiled, other threads run meanwhile; kept on disk where the place for it can be written."""
    njit: Any = partial(numba.njit, nogil=True, fastmath=True, error_model="numpy")
    try:
        return cast(F, njit(cache=True)(function))
    except RuntimeError:  # no place for the cache
        return cast(F, njit()(function))


def _inlined(function: F) -> F:
    return cast(F, numba.njit(inline="always")(function))


def _cast(source: Any, target: Any, llvm: Any) -> Any:
    """The same 32 bits as another type; what comes in is cast to `source` first, since shifts widen."""

    def typed(_context: Any, value: Any) -> Any:
        del value

        def generate(_c: Any, builder: Any, _s: Any, values: Any) -> Any:
            return builder.bitcast(values[0], llvm)

        return target(source), generate

    return intrinsic(typed)


_as_float: Any = _cast(types.uint32, types.float32, ir.FloatType())
_as_bits: Any = _cast(types.float32, types.uint32, ir.IntType(32))


@_inlined
def _wide(half: Any) -> Any:
    return _as_float(u32(u32(half) << u32(16)))


@_inlined
def _narrow(value: Any) -> Any:
    """To the nearest, ties to even."""
    bits = _as_bits(value)
    return np.uint16((bits + u32(0x7FFF) + ((bits >> u32(16)) & u32(1))) >> u32(16))


@_inlined
def _power_of_two(t: Any) -> Any:
    """2 ** t for |t| <= 60, off by a share of 2e-4 (bfloat16 rounds by 4e-3): a polynomial and the exponent's bits."""
    whole = np.floor(t)
    r = t - whole
    fraction = f32(1) + r * (f32(0.6951786) + r * (f32(0.2276427) + r * f32(0.0771787)))
    return fraction * _as_float(u32(np.int32(whole) + np.int32(127)) << u32(23))


@_kernel
def segment_sums(h: Array, near: Array, row_segment: Array, column_segment: Array, cell: Array) -> None:
    """`h` (B, i, r, j, c, D, d) to bfloat16, and its sums over the segments of rows and columns and over digits."""
    batch, boxes_down, rows, boxes_across, columns, digits, width = h.shape
    row_segment[:] = f32(0)  # (B, i, r, j, D, d)
    column_segment[:] = f32(0)  # (B, i, j, c, D, d)
    cell[:] = f32(0)  # (B, i, r, j, c, d)
    for n in range(batch):
        for i in range(boxes_down):
            for r in range(rows):
                for j in range(boxes_across):
                    for c in range(columns):
                        of_cell = cell[n, i, r, j, c]
                        for digit in range(digits):
                            here, half = h[n, i, r, j, c, digit], near[n, i, r, j, c, digit]
                            across, down = row_segment[n, i, r, j, digit], column_segment[n, i, j, c, digit]
                            for k in range(width):
                                value = here[k]
                                half[k] = _narrow(value)
                                across[k] += value
                                down[k] += value
                                of_cell[k] += value


@_kernel
def row_means(row_segment: Array, row: Array, box: Array, means: Array, columns: int) -> None:
    """(B, i, r, j, D, d) to the means of segment, row and box side by side: (B, i, r, j, D, 3 d). Sums are left in
    `row` (B, i, r, D, d) and `box` (B, i, j, D, d)."""
    batch, boxes_down, rows, boxes_across, digits, width = row_segment.shape
    of_segment, of_side = f32(1) / f32(columns), f32(1) / f32(digits)
    row[:] = f32(0)
    box[:] = f32(0)
    for n in range(batch):
        for i in range(boxes_down):
            for r in range(rows):
                for j in range(boxes_across):
                    for digit in range(digits):
                        segment, to = row_segment[n, i, r, j, digit], means[n, i, r, j, digit]
                        in_row, in_box = row[n, i, r, digit], box[n, i, j, digit]
                        for k in range(width):
                            in_row[k] += segment[k]
                            in_box[k] += segment[k]
                            to[k] = _narrow(segment[k] * of_segment)
            for r in range(rows):
                for j in range(boxes_across):
                    for digit in range(digits):
                        to, in_row, in_box = means[n, i, r, j, digit], row[n, i, r, digit], box[n, i, j, digit]
                        for k in range(width):
                            to[width + k] = _narrow(in_row[k] * of_side)
                        for k in range(width):
                            to[2 * width + k] = _narrow(in_box[k] * of_side)


@_kernel
def column_means(column_segment: Array, column: Array, means: Array, rows: int) -> None:
    """(B, i, j, c, D, d) to the means of segment and column side by side: (B, i, j, c, D, 2 d). Sums are left in
    `column` (B, j, c, D, d)."""
    batch, boxes_down, boxes_across, columns, digits, width = column_segment.shape
    of_segment, of_side = f32(1) / f32(rows), f32(1) / f32(digits)
    column[:] = f32(0)
    for n in range(batch):
        for i in range(boxes_down):
            for j in range(boxes_across):
                for c in range(columns):
                    for digit in range(digits):
                        segment, to = column_segment[n, i, j, c, digit], means[n, i, j, c, digit]
                        in_column = column[n, j, c, digit]
                        for k in range(width):
                            in_column[k] += segment[k]
                            to[k] = _narrow(segment[k] * of_segment)
        for i in range(boxes_down):
            for j in range(boxes_across):
                for c in range(columns):
                    for digit in range(digits):
                        to, in_column = means[n, i, j, c, digit], column[n, j, c, digit]
                        for k in range(width):
                            to[width + k] = _narrow(in_column[k] * of_side)


@_kernel
def digit_means(cell: Array, means: Array, digits: int) -> None:
    """Sums over the digits (places, d) to means in bfloat16."""
    share = f32(1) / f32(digits)
    places, width = cell.shape
    for n in range(places):
        for k in range(width):
            means[n, k] = _narrow(cell[n, k] * share)


@_kernel
def gated(own: Array, across: Array, down: Array, cell: Array, message: Array) -> None:
    """silu(gate) * up of the sum of what a candidate, its segments and its cell say: (B, i, r, j, c, D, 2 m) to m."""
    batch, boxes_down, rows, boxes_across, columns, digits, both = own.shape
    inner = both // 2
    for n in range(batch):
        for i in range(boxes_down):
            for r in range(rows):
                for j in range(boxes_across):
                    for c in range(columns):
                        from_cell = cell[n, i, r, j, c]
                        for digit in range(digits):
                            here, to = own[n, i, r, j, c, digit], message[n, i, r, j, c, digit]
                            from_row, from_column = across[n, i, r, j, digit], down[n, i, j, c, digit]
                            for k in range(inner):
                                u = inner + k
                                gate = _wide(here[k]) + _wide(from_row[k]) + _wide(from_column[k]) + _wide(from_cell[k])
                                up = _wide(here[u]) + _wide(from_row[u]) + _wide(from_column[u]) + _wide(from_cell[u])
                                t = min(max(gate * f32(-1.44269504), f32(-60)), f32(60))  # log2(e)
                                to[k] = _narrow(gate * up / (f32(1) + _power_of_two(t)))


@_kernel
def add_and_normalise(h: Array, change: Array, eps: float) -> None:
    """h = rmsnorm(h + change) in place; (places, d), the change in bfloat16."""
    places, width = h.shape
    for n in range(places):
        here, more = h[n], change[n]
        squares = f32(0)
        for k in range(width):
            value = here[k] + _wide(more[k])
            here[k] = value
            squares += value * value
        scale = f32(1) / np.sqrt(squares / f32(width) + f32(eps))
        for k in range(width):
            here[k] *= scale
