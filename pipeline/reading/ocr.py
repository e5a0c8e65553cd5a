"""The embedded OCR engine: finds lines of text in a picture and reads them, with no network.

The weights are PP-OCRv6 (small detector, small recogniser) as they lie in the ``rapidocr`` wheel. They are run on
onnxruntime directly, because three things are needed that the wheel's own pipeline does not do: lines are read at their
own width (it pads each to 320 pixels, which doubles the work on a table of short cells), a lone tall ``1`` is not
turned on its side, and every character keeps its place, so that words get boxes.
"""

from __future__ import annotations

import importlib.util
import math
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.lines import Alphabet, TextLine, decode_line
from pipeline.reading.silent import onnxruntime

Pixels = NDArray[np.uint8]
Quad = NDArray[np.float32]
"""The four corners of a line of text, clockwise from top left, in pixels: shape (4, 2)."""

ENGINE = "ocr"

# Long side of the picture that the detector sees. Measured: see docs/reading.md.
_DETECTION_SIDE = 1280
# Constants of the detector's own configuration (PP-OCRv6, DB post-processing).
_INK_THRESHOLD, _BOX_THRESHOLD, _UNCLIP_RATIO, _MIN_SIDE = 0.3, 0.5, 1.6, 3
_LEAST_CONTRAST = 20  # of 255, between neighbours on a thumbnail; fainter print is not read anyway
_LINE_HEIGHT = 48
_MIN_WIDTH, _MAX_WIDTH = 96, 3200
_BATCH, _BATCH_SPREAD = 8, 1.2
_BATCH_WIDTH = 2400  # pixels; the recogniser's output takes 9 kB for each of them, several times over


def engine_version() -> str:
    """Name and version of what reads, for ``Page.engine_version``."""
    return f"PP-OCRv6 small (rapidocr {version('rapidocr')}, onnxruntime {version('onnxruntime')})"


def load() -> OcrEngine:
    """The engine of this process. The first call loads the models (0.3 s); a second thread waits for it."""
    with _LOADING:
        return _engine()


_LOADING = threading.Lock()


@lru_cache(maxsize=1)
def _engine() -> OcrEngine:
    return OcrEngine(_weights("PP-OCRv6_det_small.onnx"), _weights("PP-OCRv6_rec_small.onnx"))


def _weights(name: str) -> Path:
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise RuntimeError("The OCR models are missing: install the Python package rapidocr (make setup does).")
    return Path(spec.origin).parent / "models" / name


class OcrEngine:
    """Detector and recogniser, loaded, working on ``threads`` cores. Not for use by several threads at once."""

    def __init__(self, detector: Path, recogniser: Path, threads: int = 2) -> None:
        # The first session sets its thread, and those that it starts, to flush denormal numbers: not the caller's.
        self._own = ThreadPoolExecutor(1, thread_name_prefix="ocr")
        self._own.submit(self._load, detector, recogniser, threads).result()

    def _load(self, detector: Path, recogniser: Path, threads: int) -> None:
        self._detector = _session(detector, threads)
        self._recogniser = _session(recogniser, 1)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="recogniser")
        classes = self._recogniser.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._alphabet = Alphabet(classes)

    def find_lines(self, picture: Pixels) -> list[Quad]:
        """Corners of the lines of text in ``picture`` (height, width, BGR)."""
        return self._own.submit(self._find_lines, picture).result()

    def _find_lines(self, picture: Pixels) -> list[Quad]:
        left, top, right, bottom = _inked(picture)
        printed = picture[top:bottom, left:right]
        ratio = min(1.0, _DETECTION_SIDE / max(picture.shape[:2]))
        height, width = (max(32, math.ceil(side * ratio / 32) * 32) for side in printed.shape[:2])
        shrunk = cv2.resize(printed, (width, height), interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR)
        (output,) = self._detector.run(None, {"x": _normalised(np.asarray(shrunk, np.uint8))[None]})
        scale = np.array([printed.shape[1] / width, printed.shape[0] / height], np.float32)
        corner = np.array([left, top], np.float32)
        return [in_reading_order(quad * scale + corner) for quad in _quads_of(np.asarray(output)[0, 0])]

    def read_lines(self, picture: Pixels, quads: list[Quad]) -> list[TextLine]:
        """The text inside each of ``quads``; a line without words where nothing was recognised."""
        return self._own.submit(self._read_lines, picture, quads).result()

    def _read_lines(self, picture: Pixels, quads: list[Quad]) -> list[TextLine]:
        crops = [_crop(picture, quad) for quad in quads]
        lines: dict[int, TextLine] = {}
        batches = _batches([crop.shape[1] for crop in crops])
        # Two batches at a time on a core each waste less than one batch split over two cores.
        read = self._threads.map(lambda batch: self._recognise([crops[i] for i in batch]), reversed(batches))
        for batch, found in zip(reversed(batches), read, strict=True):
            lines |= zip(batch, found, strict=True)
        return [lines[index] for index in range(len(quads))]

    def _recognise(self, crops: list[Pixels]) -> list[TextLine]:
        width = max(_MIN_WIDTH, *(crop.shape[1] for crop in crops))
        batch = np.zeros((len(crops), 3, _LINE_HEIGHT, width), np.float32)
        for row, crop in zip(batch, crops, strict=True):
            row[:, :, : crop.shape[1]] = _normalised(crop)
        (output,) = self._recogniser.run(None, {"x": batch})
        chances = np.asarray(output, np.float32)
        return [decode_line(chances[i], self._alphabet, crop, width / chances.shape[1]) for i, crop in enumerate(crops)]


def _inked(picture: Pixels) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is printed, with a margin: half of many a page is empty."""
    scale = 400 / max(picture.shape[:2])
    grey = cv2.cvtColor(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    contrast = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > _LEAST_CONTRAST
    rows, columns = np.flatnonzero(contrast.any(axis=1)), np.flatnonzero(contrast.any(axis=0))
    height, width = picture.shape[:2]
    if not rows.size:
        return 0, 0, width, height
    ends = (columns[0] - 6, rows[0] - 6, columns[-1] + 7, rows[-1] + 7)
    left, top, right, bottom = (round(end / scale) for end in ends)
    return max(0, left), max(0, top), min(width, right), min(height, bottom)


def in_reading_order(quad: Quad) -> Quad:
    """The same corners, clockwise from the top left one."""
    by_x = quad[np.argsort(quad[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    top_left, bottom_left = left[np.argsort(left[:, 1])]
    top_right, bottom_right = right[np.argsort(right[:, 1])]
    return np.array([top_left, top_right, bottom_right, bottom_left], np.float32)


def distance(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Pixels between two points."""
    return float(np.linalg.norm(one - other))


def _session(model: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.enable_cpu_mem_arena = False  # the arena keeps the largest page's memory for ever
    options.log_severity_level = 3
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # other documents need the cores
    # On white paper the detector's values fade into denormal numbers, which processors add up slowly: three times.
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _normalised(picture: Pixels) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = (picture.astype(np.float32) / 127.5 - 1.0).transpose(2, 0, 1)
    return scaled


def _quads_of(ink: NDArray[np.float32]) -> list[Quad]:
    mask = cv2.dilate((ink > _INK_THRESHOLD).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    quads = (_quad_around(np.asarray(contour, np.int32), ink) for contour in contours)
    return [quad for quad in quads if quad is not None]


def _quad_around(contour: NDArray[np.int32], ink: NDArray[np.float32]) -> Quad | None:
    centre, (width, height), angle = cv2.minAreaRect(contour)
    if min(width, height) < _MIN_SIDE:
        return None
    tight = np.asarray(cv2.boxPoints((centre, (width, height), angle)), np.float32)
    if _mean_inside(tight, ink) < _BOX_THRESHOLD:
        return None
    # The detector learns shrunken boxes: this grows them back (DB, Liao et al. 2020, equation 10).
    grown = 2 * width * height * _UNCLIP_RATIO / (2 * (width + height))
    return np.asarray(cv2.boxPoints((centre, (width + grown, height + grown), angle)), np.float32)


def _mean_inside(corners: NDArray[np.float32], ink: NDArray[np.float32]) -> float:
    low = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, [ink.shape[1] - 1, ink.shape[0] - 1])
    high = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, [ink.shape[1] - 1, ink.shape[0] - 1])
    mask = np.zeros((high[1] - low[1] + 1, high[0] - low[0] + 1), np.uint8)
    cv2.fillPoly(mask, [(corners - low).astype(np.int32)], 1)
    return float(cv2.mean(ink[low[1] : high[1] + 1, low[0] : high[0] + 1], mask)[0])


def _crop(picture: Pixels, quad: Quad) -> Pixels:
    """The line inside ``quad``, level, as high as the recogniser wants it."""
    width = max(distance(quad[0], quad[1]), distance(quad[3], quad[2]), 1.0)
    height = max(distance(quad[0], quad[3]), distance(quad[1], quad[2]), 1.0)
    # Shrinking by much in one go would skip pixels: straighten at half-way size first, then average down.
    steps = 2 if height > 1.5 * _LINE_HEIGHT else 1
    size = (min(_MAX_WIDTH, max(8, round(_LINE_HEIGHT * width / height))) * steps, _LINE_HEIGHT * steps)
    corners = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    level = cv2.warpPerspective(
        picture,
        cv2.getPerspectiveTransform(quad, corners),
        size,
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if steps > 1:
        level = cv2.resize(level, (size[0] // steps, _LINE_HEIGHT), interpolation=cv2.INTER_AREA)
    return np.asarray(level, np.uint8)


def _batches(widths: list[int]) -> list[list[int]]:
    """Indices of lines to be read together: of like width, so that little of the work is padding."""
    batches: list[list[int]] = []
    for index in sorted(range(len(widths)), key=widths.__getitem__):
        width = max(_MIN_WIDTH, widths[index])
        if batches and _joins(width, max(_MIN_WIDTH, widths[batches[-1][0]]), len(batches[-1])):
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches


def _joins(width: int, narrowest: int, count: int) -> bool:
    return count < _BATCH and width <= _BATCH_SPREAD * narrowest and width * (count + 1) <= _BATCH_WIDTH
