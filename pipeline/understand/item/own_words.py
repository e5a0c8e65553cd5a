"""A label's own word in front of the code that another label or a title asked for: ``Finish: laminate 6S-A057``.

A code is no word of the language, so the word before it only says once more what the code is. Where that word is as
short as a maker's letters and the code has none of its own (``HPL 0933``), the two may be one code, and stay so.
"""

from __future__ import annotations

import re

from pipeline.understand.words.vocabulary import Vocabulary

_LONGEST_MAKER = 4  # letters
_CODE_BEHIND = re.compile(
    r"(?:\s|[.:#]\s?)(?:(?:no|nos|code|ref|number|kod|nombor)\b[\s.:#]*)?(?=\S*\d)(?P<code>\S+)", re.I
)


def own_words(attribute: str, text: str, vocabulary: Vocabulary) -> int:
    """Where the label's own words before a code end in ``text``, a value of ``attribute``; 0 where there are none."""
    label = vocabulary.specification_labels.starting(text.replace("\n", " "))
    if label is None or label.start or attribute not in label.meanings:
        return 0
    behind = _CODE_BEHIND.match(text, label.end)
    lettered = behind and re.search(r"[A-Za-z]", behind["code"])
    return label.end if behind and (lettered or label.end > _LONGEST_MAKER) else 0
