"""Logic puzzles told in prose are answered where every sentence is understood, and in no other case."""

# ruff: noqa: E501 - people's letters

from __future__ import annotations

import pytest

from router import Request, Router
from router.types import Receipt
from solvers.exact import ExactSolver

ROUTER = Router(exact=ExactSolver())
PETS = "Ann, Ben and Cara each have a pet: dog, cat, fish. "
RACE = "Anna, Ben and Cleo ran a race. Anna finished before Ben. Cleo was last. "
ROW = (
    "There are three houses in a row, each of a different colour, each with an owner of a different nationality and pet. "
    "The Brit lives in the red house. The Dane keeps dogs. The blue house is directly left of the red house. "
    "The Swede lives in the last house. The Swede keeps the bird. The green house is the last house. "
)


def receipt(text: str) -> Receipt:
    return ROUTER.handle(Request(text=text)).receipt


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (PETS + "Ann does not have the dog. Ben has neither the dog nor the fish. What does Cara have?", "dog"),
        (PETS + "Ann has the dog. Ben has no fish. Who has the fish?", "Cara"),
        ("Three friends, Ann, Ben and Cara, own a dog, a cat and a fish (one each). Ann owns the cat or the fish. Ben owns the cat. Who owns the dog?", "Cara"),
        ("Anna, Ben und Clara haben jeweils ein Haustier: Hund, Katze und Fisch. Anna hat weder Hund noch Katze. Ben hat keinen Hund. Wer hat den Hund?", "Clara"),
        ("Léa, Marc et Zoé ont chacun un fruit : pomme, poire, kiwi. Léa n'a ni la pomme ni la poire. Marc n'a pas la poire. Qui a la poire ?", "Zoé"),
        ("Marta, Luis y Eva tienen cada uno una mascota: perro, gato y pez. Marta no tiene el perro ni el gato. Luis no tiene el perro. ¿Quién tiene el perro?", "Eva"),
        ("Luca, Sara e Marco hanno ciascuno un frutto: mela, pera e kiwi. Luca non ha la mela. Sara non ha né la mela né la pera. Chi ha la pera?", "Luca"),
        ("Ana, Rui e Eva têm cada um um animal: cão, gato e peixe. Ana não tem o cão. Rui não tem o cão nem o peixe. Quem tem o cão?", "Eva"),
        ("Tom, Eva en Jan hebben elk een huisdier: hond, kat en vis. Tom heeft geen hond en Eva heeft geen hond. Eva heeft de kat. Wie heeft de hond?", "Jan"),
        ("Ola, Jan i Ewa mają psa, kota i rybkę (każde jedno zwierzę). Ola nie ma psa ani kota. Jan nie ma psa. Kto ma psa?", "Ewa"),
        (RACE + "Who won?", "Anna"),
        (RACE + "In what order did they finish?", "1. Anna\n2. Ben\n3. Cleo"),
        ("Five friends, Ann, Bob, Cid, Dan and Eve, ran a race. Bob came in third. Ann finished immediately after Bob. Dan finished before Eve and Eve finished before Bob. Who was last?", "Cid"),
        ("Anna, Ben und Clara liefen ein Rennen. Anna kam vor Ben ins Ziel. Clara wurde Letzte. Wer wurde Zweiter?", "Ben"),
        ("Drei Häuser stehen nebeneinander: ein rotes, ein blaues und ein grünes. Darin wohnen Anna, Ben und Clara. Das rote Haus steht ganz links. Anna wohnt direkt rechts neben dem roten Haus. Clara wohnt nicht im roten Haus. Das grüne Haus ist nicht in der Mitte. Wer wohnt im grünen Haus?", "Clara"),
        (ROW + "Who owns the cat?", "Brit"),
    ],
)  # fmt: skip
def test_every_sentence_is_a_clue(text: str, answer: str) -> None:
    said = receipt(text)
    assert (said.status, said.kind, said.answer) == ("verified", "zebra", answer)


@pytest.mark.parametrize(
    "text",
    [
        RACE + "If Ben had started earlier, who would have won?",
        RACE + "Who came first? Ties are possible.",
        RACE + "Ben fell and broke a leg. Who came first?",
        RACE.replace("Ben. ", "Ben, unless it rained. ") + "Who came first?",
        RACE.replace("race. ", "race. One of these is false: ") + "Who came first?",
        RACE + "Who did not come first?",
        "Anna, Ben and Cleo ran a race. Anna finished before Ben. Who came first?",
        PETS + "Ann has the dog or Ben has the cat. Who has the fish?",
        PETS + "Ann has the dog if Ben has the cat. Ben has the cat. Who has the fish?",
        PETS + "Ann has the dog. Ben hates the cat. Who has the fish?",
        PETS + "Ann has the dog. Ben has the cat. Who has the fish and who has the largest one?",
        PETS + "Maybe Ann has the dog. Ben has the cat. Who has the fish?",
        "Ann, Ben and Cara each have a dog, a cat and a fish. Ann does not have the dog. What does Cara have?",
        "Ann, Ben and Cara have a dog, a cat and a fish respectively. Ann has the dog. What does Cara have?",
        "Anna, Ben und Clara haben jeweils zwei Haustiere: Hund, Katze und Fisch. Ben hat keinen Hund. Wer hat den Hund?",
        "Paul, Marie et Luc ont chacun un fruit : pomme, poire, kiwi. Paul n'a ni la pomme ni la poire. Marie n'a pas la poire. Deux personnes ont le même fruit. Qui a la poire ?",
        ROW + "One of the clues is false. Who owns the cat?",
        ROW.replace("directly left", "left") + "Who owns the cat?",
        ROW.replace("each of a different colour", "numbered from right to left") + "Who owns the cat?",
        ROW.replace("The Dane keeps dogs", "The Dane does not keep dogs") + "Who owns the cat?",
        ROW + "If the Dane lied, who owns the cat?",
        ROW + "Who owns the cat, and who the bird?",
    ],
)
def test_one_sentence_that_is_no_clue_closes_the_way(text: str) -> None:
    assert receipt(text).status != "verified"


def test_a_race_may_leave_the_order_open() -> None:
    said = receipt("Anna, Ben and Cleo ran a race. Anna finished before Ben. In what order did they finish?")
    assert said.status == "declined"
    assert "more than one solution" in (said.reason or "")
