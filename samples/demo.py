"""``make demo``: the whole service on this machine alone, fed with the sample documents through its watched folder.

The service runs as its own process, as ``make run`` starts it. This program drops the samples, follows them in the
records and prints what each became and where it lies.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from pipeline.jobs import Job, JobState
from samples.__main__ import write_samples
from samples.show import DemoFailed, Show, fresh_folder, running_service

_ENDS = {
    JobState.DONE: "Done",
    JobState.NEEDS_REVIEW: "Needs a person",
    JobState.FAILED: "Refused",
}


def main() -> None:
    """Read the command line and run the demo until Ctrl+C, or with ``--exit`` until the samples have ended."""
    options = _options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C: the service is stopped too
    try:
        sys.exit(run(options.data, options.port, stay=not options.exit))
    except DemoFailed as error:
        sys.exit(f"demo: {error}")
    except KeyboardInterrupt:
        _say("", "Stopped.")


def run(data: Path, port: int, *, stay: bool) -> int:
    """The demo from start to end; 0 when every sample became a job order."""
    fresh_folder(data)
    with running_service(data, port) as show:
        samples = write_samples(data / "samples")
        show.wait_until_it_answers()
        _say(f"Sendora runs at {show.address}/ and watches {show.inbox}/", "")
        became = [_tell(job, show) for job in show.follow(show.drop(samples))]
        _say("", f"{sum(became)} of {len(samples)} sample documents became job orders. All: {show.address}/")
        if stay:
            _say(f"Drop your own documents into {show.inbox}/, or upload them there. Ctrl+C stops.")
            show.process.wait()
            raise DemoFailed(f"The service has stopped by itself. Its log: {show.log}")
    return 0 if all(became) else 1


def _tell(job: Job, show: Show) -> bool:
    """Print what a sample became; True when it became a job order."""
    seconds = (job.updated_at - job.received_at).total_seconds()
    _say(f"{job.file_name}: {_ENDS[job.state]} after {seconds:.1f} s. {_contents(job)}")
    places = show.places(job)
    _say(*(f"  job order  {place}" for place in places), f"  page       {show.address}/jobs/{job.id}")
    return bool(places)


def _contents(job: Job) -> str:
    if job.state is not JobState.DONE:
        return job.words
    lines = f"door lines: {job.doors}, frame lines: {job.frames}"
    return f"{job.title or 'No number'} for {job.customer or 'a customer without a name'}, {lines}."


def _options() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(prog="python -m samples.demo", description=__doc__)
    arguments.add_argument("--data", type=Path, default=Path("data/demo"), help="folder of the demo; made anew")
    arguments.add_argument("--port", type=int, default=8000, help="port of the portal; a free one when it is taken")
    arguments.add_argument("--exit", action="store_true", help="stop when every sample has come to its end")
    return arguments.parse_args()


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
