"""Documents that are added at the desk: read one after another in the background, and put into the case."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal, Protocol

from onrecord.batch import Input, Models, Output, Standby
from onrecord.case.shelf import Shelf, is_url, run_of
from onrecord.case.store import Case, open_case
from onrecord.documents.extraction import Metadata
from onrecord.documents.fetch import fetch
from onrecord.errors import DocumentError, OnRecordError
from onrecord.language.encoder import shipped_model

State = Literal["waiting", "reading", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document on its way into the case; `told` says what became of it, `document` is its id once it is there."""

    number: int
    name: str
    state: State = "waiting"
    told: str = ""
    document: str | None = None


class Reader(Protocol):
    """What reads a document, and can be interrupted."""

    def read(self, item: Input) -> Output:
        """Read a document."""

    def interrupt(self) -> None:
        """End the reading."""


class Arrivals:
    """The queue of a desk. What is done is in the case; what waits is lost with the server."""

    def __init__(self, case: Path, reader: Reader | None = None, models: Models | None = None) -> None:
        self._case = case
        self._models = models or Models(attributions=shipped_model())
        self._reader = reader or Standby(self._models)
        self._lock = threading.Condition()
        self._arrivals: dict[int, Arrival] = {}
        self._waiting: list[tuple[int, Callable[[Case], Input]]] = []
        self._worker: threading.Thread | None = None

    def add(self, name: str, data: bytes, metadata: Metadata, *, draft: bool = False) -> Arrival:
        """A file that was uploaded or pasted; as a `draft` it takes the place of what stands under the name."""
        folder = self._case.resolve().parent

        def given(case: Case) -> Input:
            free = name if draft or is_url(name) else _free(case, name)
            return Input(free if is_url(free) else str(folder / free), data, metadata)

        return self._put(name, given)

    def add_url(self, url: str, metadata: Metadata) -> Arrival:
        """A page of the web, which is fetched when its turn comes."""

        def fetched(_case: Case) -> Input:
            data, found = fetch(url)
            return Input(url, data, metadata.over(Metadata(url=found)))

        return self._put(url, fetched)

    def list(self) -> tuple[Arrival, ...]:
        """All that came since the server was started, the newest first."""
        with self._lock:
            return tuple(reversed(self._arrivals.values()))

    def cancel(self, number: int) -> None:
        """Read a document no further; what is in the case already stays."""
        with self._lock:
            arrival = self._arrivals.get(number)
            if arrival is None or arrival.state not in ("waiting", "reading"):
                return
            was_reading = arrival.state == "reading"
            self._waiting = [one for one in self._waiting if one[0] != number]
            self._arrivals[number] = replace(arrival, state="cancelled", told="cancelled; nothing of it is in the case")
        if was_reading:
            self._reader.interrupt()

    def wait(self) -> None:
        """Until nothing waits and nothing is read."""
        with self._lock:
            self._lock.wait_for(lambda: all(one.state not in ("waiting", "reading") for one in self._arrivals.values()))

    def _put(self, name: str, load: Callable[[Case], Input]) -> Arrival:
        with self._lock:
            arrival = Arrival(len(self._arrivals) + 1, name)
            self._arrivals[arrival.number] = arrival
            self._waiting.append((arrival.number, load))
            if self._worker is None or not self._worker.is_alive():
                self._worker = threading.Thread(target=self._work, daemon=True)
                self._worker.start()
        return arrival

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._worker = None
                    self._lock.notify_all()
                    return
                number, load = self._waiting.pop(0)
                self._arrivals[number] = replace(self._arrivals[number], state="reading")
            state, told, document = self._read(number, load)
            with self._lock:
                if state == "done" or self._arrivals[number].state == "reading":
                    self._arrivals[number] = replace(self._arrivals[number], state=state, told=told, document=document)
                self._lock.notify_all()

    def _is_cancelled(self, number: int) -> bool:
        with self._lock:
            return self._arrivals[number].state == "cancelled"

    def _read(self, number: int, load: Callable[[Case], Input]) -> tuple[State, str, str | None]:
        try:
            return self._shelved(number, load)
        except DocumentError as error:
            told = f"{error.reason}; {error.remedy}"
        except OnRecordError as error:
            told = str(error)
        except Exception as error:  # noqa: BLE001  a fault of ours must not stop the queue
            reason = f"a fault of OnRecord's own ({type(error).__name__}: {error})"
            told = f"{reason}; the others are read; please report it"
        return "failed", told, None

    def _shelved(self, number: int, load: Callable[[Case], Input]) -> tuple[State, str, str | None]:
        with open_case(self._case) as case:
            item = load(case)
            shelf = Shelf(case, self._case.resolve().parent, run_of(self._models))
            if shelf.holds(item):
                return "done", "already there", None
            output = self._reader.read(item)
            if output.record is None:
                raise output.error or DocumentError(item.name, "it could not be read", "try another format")
            if self._is_cancelled(number):
                return "cancelled", "", None
            added = shelf.put(item, output.record)
        return "done", added.outcome.value, added.document


def _free(case: Case, name: str) -> str:
    """The name, or the next one that no document has: two uploads of one name are two documents, not two drafts."""
    taken = {known for row in case.documents() for known in row.names}
    path, count = PurePosixPath(name), 1
    while name in taken:
        count += 1
        name = f"{path.stem} ({count}){path.suffix}"
    return name
