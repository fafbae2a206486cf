"""Puzzles told in words, with the rulebooks that a careful model writes: a seating plan, a rota, a zebra puzzle."""

from __future__ import annotations

from pointers import pointer

from router.llm.pointing import Pointer
from router.llm.rule_told import RuleTold

GUESTS = """Ten guests sit in a row of ten seats, numbered 1 to 10 from left to right: Anna, Ben, Cleo, Dan, Eve, Finn, Gus, Hana, Ivo and June.
Everyone has their own seat. Anna sits in seat 3. Ben sits directly to the right of Anna. Cleo sits at one end. June sits in seat 10.
Dan and Eve sit next to each other. Dan sits somewhere to the left of Eve. Finn does not sit next to June. There are exactly two people between Gus and Ben.
Hana sits directly to the left of Gus. Ivo sits somewhere to the left of Gus. Finn sits somewhere to the left of Anna.
Who sits where?"""
ZEBRA = """There are five houses in a row, numbered 1 to 5 from left to right. In each house lives a person of a different nationality with a different drink, pet and colour.
The nationalities are Brit, Swede, Dane, Norwegian and German. The colours are red, green, white, yellow and blue. The drinks are tea, coffee, milk, beer and water. The pets are dog, bird, cat, horse and fish. The cigars are Pall, Dunhill, Blend, Bluemaster and Prince.
The Brit lives in the red house. The Swede keeps a dog. The Dane drinks tea. The green house is directly to the left of the white house.
The owner of the green house drinks coffee. The Pall smoker has a bird. The owner of the yellow house smokes Dunhill. The man in the middle house drinks milk.
The Norwegian lives in the first house. The Blend smoker lives next to the cat owner. The owner of the horse lives next to the Dunhill smoker.
The Bluemaster smoker drinks beer. The German smokes Prince. The Norwegian lives next to the blue house. The Blend smoker lives next to the one who drinks water.
Who owns the fish?"""
ROTA = """Hello! We need a rota for one week, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday. Six nurses take turns, and each day one of them is on duty: Ada, Bea, Cai, Dee, Eli and Fay.
Ada works exactly two days, Bea works exactly one day, Cai works exactly one day, Dee works exactly one day, Eli works exactly one day and Fay works exactly one day.
Ada is on duty on Monday. Bea or Cai is on duty on Tuesday. Bea is not on duty on Tuesday. Bea or Dee is on duty on Wednesday. Dee is not on duty on Wednesday.
Ada does not work on Sunday. Eli is on duty on Friday. On Saturday Fay or Dee is on duty. Fay does not work on Saturday or Thursday.
Please draw up the rota. Thank you, my coffee is getting cold."""


def rule(name: str, quote: str, *cells: str, **more: object) -> RuleTold:
    return RuleTold.model_validate({"rule": name, "quote": quote, "cells": list(cells), **more})


def book(cells: list[str], values: list[int] | list[str], rules: list[RuleTold]) -> Pointer:
    return pointer("rules", cells=cells, values=values, rules=[each.model_dump() for each in rules])


_GUESTS = ["Anna", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana", "Ivo", "June"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_NURSES = ["Ada", "Bea", "Cai", "Dee", "Eli", "Fay"]
_FAMILIES = (
    "Brit Swede Dane Norwegian German",
    "red green white yellow blue",
    "tea coffee milk beer water",
    "dog bird cat horse fish",
    "Pall Dunhill Blend Bluemaster Prince",
)


SEATED = book(
    _GUESTS,
    list(range(1, 11)),
    [
        rule("different", "Everyone has their own seat", *_GUESTS),
        rule("given", "Anna sits in seat 3", "Anna", values=[3]),
        rule("sum", "Ben sits directly to the right of Anna", "Ben", "Anna", weights=[1, -1], exactly=1),
        rule("allowed", "Cleo sits at one end", "Cleo", values=[1, 10]),
        rule("given", "June sits in seat 10", "June", values=[10]),
        rule("difference", "Dan and Eve sit next to each other", "Dan", "Eve", exactly=1),
        rule("less", "Dan sits somewhere to the left of Eve", "Dan", "Eve"),
        rule("difference", "Finn does not sit next to June", "Finn", "June", at_least=2),
        rule("difference", "There are exactly two people between Gus and Ben", "Gus", "Ben", exactly=3),
        rule("sum", "Hana sits directly to the left of Gus", "Hana", "Gus", weights=[1, -1], exactly=-1),
        rule("less", "Ivo sits somewhere to the left of Gus", "Ivo", "Gus"),
        rule("less", "Finn sits somewhere to the left of Anna", "Finn", "Anna"),
    ],
)
HOUSES = book(
    " ".join(_FAMILIES).split(),
    [1, 2, 3, 4, 5],
    [
        rule("different", "The nationalities are Brit, Swede, Dane, Norwegian and German", *_FAMILIES[0].split()),
        rule("different", "The colours are red, green, white, yellow and blue", *_FAMILIES[1].split()),
        rule("different", "The drinks are tea, coffee, milk, beer and water", *_FAMILIES[2].split()),
        rule("different", "The pets are dog, bird, cat, horse and fish", *_FAMILIES[3].split()),
        rule("different", "The cigars are Pall, Dunhill, Blend, Bluemaster and Prince", *_FAMILIES[4].split()),
        rule("same", "The Brit lives in the red house", "Brit", "red"),
        rule("same", "The Swede keeps a dog", "Swede", "dog"),
        rule("same", "The Dane drinks tea", "Dane", "tea"),
        rule(
            "sum",
            "The green house is directly to the left of the white house",
            "green",
            "white",
            weights=[1, -1],
            exactly=-1,
        ),
        rule("same", "The owner of the green house drinks coffee", "green", "coffee"),
        rule("same", "The Pall smoker has a bird", "Pall", "bird"),
        rule("same", "The owner of the yellow house smokes Dunhill", "yellow", "Dunhill"),
        rule("given", "The man in the middle house drinks milk", "milk", values=[3]),
        rule("given", "The Norwegian lives in the first house", "Norwegian", values=[1]),
        rule("difference", "The Blend smoker lives next to the cat owner", "Blend", "cat", exactly=1),
        rule("difference", "The owner of the horse lives next to the Dunhill smoker", "horse", "Dunhill", exactly=1),
        rule("same", "The Bluemaster smoker drinks beer", "Bluemaster", "beer"),
        rule("same", "The German smokes Prince", "German", "Prince"),
        rule("difference", "The Norwegian lives next to the blue house", "Norwegian", "blue", exactly=1),
        rule("difference", "The Blend smoker lives next to the one who drinks water", "Blend", "water", exactly=1),
    ],
)
WORKING = book(
    _DAYS,
    _NURSES,
    [
        *[
            rule(
                "count",
                f"{n} works exactly {'two days' if n == 'Ada' else 'one day'}",
                *_DAYS,
                values=[n],
                exactly=2 if n == "Ada" else 1,
            )
            for n in _NURSES
        ],
        *[
            rule("given", "Ada is on duty on Monday", "Monday", values=["Ada"]),
            rule("allowed", "Bea or Cai is on duty on Tuesday", "Tuesday", values=["Bea", "Cai"]),
            rule("forbidden", "Bea is not on duty on Tuesday", "Tuesday", values=["Bea"]),
            rule("allowed", "Bea or Dee is on duty on Wednesday", "Wednesday", values=["Bea", "Dee"]),
            rule("forbidden", "Dee is not on duty on Wednesday", "Wednesday", values=["Dee"]),
            rule("forbidden", "Ada does not work on Sunday", "Sunday", values=["Ada"]),
            rule("given", "Eli is on duty on Friday", "Friday", values=["Eli"]),
            rule("allowed", "On Saturday Fay or Dee is on duty", "Saturday", values=["Fay", "Dee"]),
            rule("forbidden", "Fay does not work on Saturday or Thursday", "Saturday", values=["Fay"]),
            rule("forbidden", "Fay does not work on Saturday or Thursday", "Thursday", values=["Fay"]),
        ],
    ],
)
