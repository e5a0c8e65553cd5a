"""onnxruntime, told before its first line that it is to report nothing.

From version 1.29 on its builds for Linux write a device id into the user's cache and send Microsoft what runs where;
``disable_telemetry_events`` comes too late for the first of it (https://github.com/microsoft/onnxruntime/pull/27379).
Documents and what is known of the machine stay here, so whoever needs it imports it from here.
"""

from __future__ import annotations

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

__all__ = ["onnxruntime"]
