"""Understanding: from the words on the pages to what the document says."""

from pipeline.understand.extract import extract
from pipeline.understand.sizes import Plausible
from pipeline.understand.trade import Trade
from pipeline.understand.vocabulary import Vocabulary, VocabularyError

__all__ = ["Plausible", "Trade", "Vocabulary", "VocabularyError", "extract"]
