"""Lines that remember where their characters came from."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from solvers.text.lines import lines, normalise, normalised, unescaped, unnumbered

texts = st.text(st.one_of(st.characters(), st.sampled_from("\n\r\t >`0123456789.|\u200b\u00a0５⬜")), max_size=200)


def test_quote_marks_fences_and_invisible_characters_are_undone():
    source = "> ```\n> 5\u00a03\u200b .\r\n> ```\nｏｋ"
    got = lines(source)
    assert [line.text for line in got] == ["```", "5 3 .", "```", "ok"]
    assert [line.fence for line in got] == [True, False, True, False]
    assert [line.fenced for line in got] == [False, True, False, False]
    assert source[got[1].span(4, 5).start] == "."
    assert got[1].span(0, 3) == got[1].span(0, 1).__class__(8, 11)


@settings(max_examples=200)
@given(texts)
def test_every_character_is_the_normalised_one_at_its_offset(source: str):
    for line in lines(source):
        assert len(line.text) == len(line.offsets)
        assert all(normalise(source[at]) == char for char, at in zip(line.text, line.offsets, strict=True))
        assert all(line.start <= at < line.end for at in line.offsets)
        assert list(line.offsets) == sorted(set(line.offsets))


@settings(max_examples=100)
@given(texts)
def test_normalised_is_normalise_for_each_character(source: str):
    assert normalised(source) == "".join(normalise(c) for c in source)


def test_only_the_first_of_many_empty_lines_are_kept_but_all_are_counted():
    got = lines("a" + "\n" * 1000 + "b")
    assert len(got) < 40
    assert (got[-1].text, got[-1].number, got[-1].start) == ("b", 1000, 1001)


def test_written_out_newlines_are_split_and_keep_their_offsets():
    source = '{"grid": "12\\n34<br>56"}'
    got = unescaped(lines(source))
    assert [line.text for line in got] == ['{"grid": "12', "34", '56"}']
    assert [source[at] for at in got[1].offsets] == ["3", "4"]


def test_labels_that_count_up_are_cut_off():
    source = "see:\n 9: 5 3\n10: ---\n\n11: . 4\nend"
    (run,) = unnumbered(lines(source))
    assert [line.text for line in run] == ["5 3", "---", "", ". 4"]
    assert source[run[3].offsets[2]] == "4"


def test_letters_rows_and_pipes_are_labels_too():
    for label in ("{n}. ", "Row {n}: ", "r{n} ", "{a} | ", "({n}) ", "{n}\t"):
        body = "\n".join(label.format(n=k, a="ABCDE"[k - 1]) + ". 5 ." for k in range(1, 5))
        (run,) = unnumbered(lines(body))
        assert [line.text.strip() for line in run] == [". 5 ."] * 4


def test_numbers_that_do_not_count_up_and_short_runs_stay():
    assert unnumbered(lines("1: a\n2: b\n4: c\n5: d")) == []
    assert unnumbered(lines("1: a\n2: b")) == []
