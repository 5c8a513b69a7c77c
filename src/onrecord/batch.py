"""Many documents through the pipeline, one after another or in several processes, in the order they came."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from onrecord.documents.extraction import Metadata
from onrecord.errors import DocumentError, OnRecordError
from onrecord.language.encoder import encoder_signature, load_model
from onrecord.language.spacy import DEFAULT_MODEL, SpacyParser, model_signature
from onrecord.pipeline import read
from onrecord.records import Record

_AHEAD = 2
"""Documents that wait for each process: enough to keep it busy, few enough to bound memory."""


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read: its name as the user gave it, its bytes, and what is known of it."""

    name: str
    data: bytes
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Models:
    """What documents are read with: a language model by its name, and the folder of a trained attribution reader.

    `threads` is how many each process may use for the latter, 0 for one a core.
    """

    language: str = DEFAULT_MODEL
    attributions: Path | None = None
    threads: int = 0

    def signatures(self) -> tuple[tuple[str, str], ...]:
        """Name and hash of each.

        Raises:
            UsageError: one of them is not there.
        """
        trained = () if self.attributions is None else (encoder_signature(self.attributions),)
        return (model_signature(self.language), *trained)


@dataclass(frozen=True, slots=True)
class Output:
    """What became of one document: its record, or why there is none."""

    input: Input
    record: Record | None
    error: DocumentError | None = None


def read_all(inputs: Iterable[Input], models: Models, jobs: int = 1) -> Iterator[Output]:
    """Read documents in order; one that cannot be read gives its error, and the others go on.

    Args:
        inputs: taken up lazily, so that only a few are in memory.
        models: what they are read with; loaded once a process.
        jobs: processes; with 1 everything happens in this one.

    Raises:
        UsageError: there is no such model.
    """
    if jobs == 1:
        for item in inputs:
            yield _read_one(item, models)
    else:
        yield from _read_in_processes(inputs, replace(models, threads=1), jobs)


@cache
def _parser(model: str) -> SpacyParser:
    """One a process."""
    return SpacyParser(model)


def _read_one(item: Input, models: Models) -> Output:
    parser = _parser(models.language)
    attributions = load_model(models.attributions, models.threads) if models.attributions is not None else None
    try:
        return Output(item, read(item.name, item.data, parser, item.metadata, attributions))
    except DocumentError as error:
        return Output(item, None, error)
    except OnRecordError:
        raise
    except Exception as error:  # noqa: BLE001  a fault of ours must not cost the user the other documents
        reason = f"a fault of OnRecord's own ({type(error).__name__}: {error})"
        return Output(item, None, DocumentError(item.name, reason, "the others are read; please report it"))


def _read_in_processes(inputs: Iterable[Input], models: Models, jobs: int) -> Iterator[Output]:
    rest = iter(inputs)
    waiting: deque[Input] = deque()
    futures: deque[Future[Output]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            try:
                for item in islice(rest, jobs * _AHEAD - len(waiting)):
                    waiting.append(item)
                    futures.append(pool.submit(_read_one, item, models))
                if not waiting:
                    return
                output = futures[0].result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                futures.clear()
                yield from _one_by_one(waiting, models)
                pool = _pool(jobs)
            else:
                waiting.popleft()
                futures.popleft()
                yield output
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(waiting: deque[Input], models: Models) -> Iterator[Output]:
    """After a process was killed: each waiting document by itself, so that the one that does it is named."""
    while waiting:
        item = waiting.popleft()
        with _pool(1) as pool:
            try:
                yield pool.submit(_read_one, item, models).result()
            except BrokenProcessPool:
                error = DocumentError(
                    item.name, "the process that read it was killed, perhaps for want of memory", "split it"
                )
                yield Output(item, None, error)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # spawn: the same on every system, and no half-copied threads of numeric libraries.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Standby:
    """A process that stands by with its models loaded and reads one document after another, until it is interrupted.

    For one who waits at a page: `read` blocks its own thread only, and `interrupt` from another ends it.
    """

    def __init__(self, models: Models) -> None:
        self._models = models
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def read(self, item: Input) -> Output:
        """Read a document; a process that was interrupted or killed gives an error, and the next one begins anew."""
        line = self._ready()
        try:
            line.send(item)
            output: Output = line.recv()
        except (EOFError, OSError):
            self.interrupt()
            reason = "the process that read it was interrupted or killed"
            return Output(item, None, DocumentError(item.name, reason, "add it again, or split it if it is very large"))
        return output

    def interrupt(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process, self._line = self._process, None, None
        if process is not None:
            process.terminate()
            process.join()

    def _ready(self) -> Connection:
        if self._line is None or self._process is None or not self._process.is_alive():
            context = get_context("spawn")
            self._line, other = context.Pipe()
            self._process = context.Process(target=_serve, args=(other, self._models), daemon=True)
            self._process.start()
            other.close()
        return self._line


def _serve(line: Connection, models: Models) -> None:
    """What the process that stands by does until nobody listens any more."""
    _leave_interrupts_to_the_parent()
    while True:
        try:
            item = line.recv()
        except EOFError:
            return
        line.send(_read_one(item, models))
