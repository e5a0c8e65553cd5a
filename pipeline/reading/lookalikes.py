"""Signs that look alike, told apart by their neighbours: O and 0, l and I and 1.

In most typefaces these differ by a pixel or not at all, so the recogniser's own probabilities for them are close to a
guess, and sometimes a confident wrong one (7OMM at 98 %). Their neighbours say more. The odds below are Bayesian
priors: how much more often the one sign stands in such a place than the other, in order numbers, measures, laminate
codes and prices. They never bring in a sign that the recogniser did not itself think possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

LOOKALIKES = frozenset("0Oo1lI|")

_AFTER_DIGIT = 200.0  # 70MM, 6S-A100, 7'0": a letter O or l behind a digit is next to unknown
_BEFORE_DIGIT = 20.0  # DS-07, behind a mark: letters do begin words there (O2), but seldom
_BEHIND_LETTER = 20.0  # PO-2026, NO.: a zero between a letter and a mark is rare
_LEAST = 0.002  # what the recogniser gives less than this it does not think possible
_DIGIT_OF = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"}
_LETTERS_OF = {"0": "Oo", "1": "lI|"}
_SMALL_LIKE_LARGE = "copsuvwxz"  # "sGl/2508": the recogniser's choice of their case tells nothing of the stroke
_STROKES = "Il|"  # one and the same upright stroke in many typefaces
_LETTER_STROKES = "Il"  # a bar parts statements: DOOR|40MM
_MARKS_IN_NUMBERS = "'′’.,"


@dataclass(frozen=True)
class Character:
    """A character as recognised: where its middle is (pixels), how likely, and the chances of those it looks like."""

    text: str
    at: float
    chance: float
    rivals: Mapping[str, float] = field(default_factory=dict)


def settled(word: list[Character]) -> list[Character]:
    """The characters of a word with look-alikes decided by what stands beside them, from left to right."""
    result: list[Character] = []
    in_capitals = _is_code_in_capitals(word)
    for index, character in enumerate(word):
        after = word[index + 1].text if index + 1 < len(word) else ""
        before = _before(result)
        rival, odds = _better_fitting(character.text, before, after)
        if rival:
            result.append(_weighed(character, rival, odds))
        elif character.text in _LETTERS_OF and before.isdigit():
            result.append(_confirmed(character, _LETTERS_OF[character.text]))
        else:
            result.append(_as_capital(character) if in_capitals and character.text in _LETTER_STROKES else character)
    return result


def _is_code_in_capitals(word: list[Character]) -> bool:
    """``Pl25130``, ``KDl-26``: letters and figures, and no other small letter, so that a stroke is no small one."""
    letters = [c.text for c in word if c.text.isalpha() and c.text not in _STROKES + _SMALL_LIKE_LARGE]
    return bool(letters) and all(map(str.isupper, letters)) and any(c.text.isdigit() for c in word)


def _as_capital(character: Character) -> Character:
    """A stroke among capitals as an I, as sure as it is one of the strokes."""
    others = sum(character.rivals.get(stroke, 0.0) for stroke in _STROKES if stroke != character.text)
    return replace(character, text="I", chance=min(1.0, character.chance + others))


def _confirmed(character: Character, letters: str) -> Character:
    """A figure behind a figure: what the recogniser gives the letters that look like it is nearly all the figure's."""
    others = sum(character.rivals.get(letter, 0.0) for letter in letters)
    fits = _AFTER_DIGIT * character.chance
    return replace(
        character, chance=min(1.0, character.chance + others) * fits / (fits + others) if others else character.chance
    )


def _before(word: list[Character]) -> str:
    """The sign that decides: marks inside numbers do not separate (7'0")."""
    for character in reversed(word):
        if character.text not in _MARKS_IN_NUMBERS:
            return character.text
    return word[-1].text if word else ""


def _better_fitting(text: str, before: str, after: str) -> tuple[str, float]:
    """The look-alike that this place speaks for, and how strongly; nothing when it fits as it is."""
    digit = _DIGIT_OF.get(text)
    if digit and before.isdigit():
        return digit, _AFTER_DIGIT
    if digit and after.isdigit() and not before.isalnum() and text != "|":
        return digit, _BEFORE_DIGIT if before else 1.0
    if text == "0" and before.isalpha() and after in ("-", ".", ":"):
        return "O", _BEHIND_LETTER
    return "", 1.0


def _weighed(character: Character, rival: str, odds: float) -> Character:
    chance = character.rivals.get(rival, 0.0)
    if chance < _LEAST:
        return character
    for_rival = odds * chance / (odds * chance + character.chance)
    if for_rival <= 0.5:
        return replace(character, chance=1 - for_rival)
    return replace(character, text=rival, chance=for_rival)
