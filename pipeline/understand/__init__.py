"""Understanding: from the words on the pages to what the document says."""

from pipeline.understand.extract import extract
from pipeline.understand.grammar.sizes import Plausible
from pipeline.understand.words.trade import Trade
from pipeline.understand.words.vocabulary import Vocabulary, VocabularyError

__all__ = ["Plausible", "Trade", "Vocabulary", "VocabularyError", "extract"]
