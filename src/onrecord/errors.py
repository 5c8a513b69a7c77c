"""What can go wrong, as a caller sees it.

    OnRecordError                 one clear line: what, where, what to do
    ├── UsageError                the command or call was wrong (exit code 2)
    ├── DocumentError             this document cannot be read; others can (exit code 1)
    ├── ConflictError             somebody else has decided on it meanwhile; look again
    ├── CaseError                 the case file cannot be used (exit code 1)
    ├── OutputError               a result cannot be written (exit code 1)
    └── RuleError                 a rule file of the package or of the user is wrong

A class exists only where a caller acts differently. Odd *text* never raises any of them: what a stage
cannot read becomes a `skipped` entry of the record.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """An error whose message is one line for a person: what, where, and what to do."""


class UsageError(OnRecordError):
    """The command or call was wrong; nothing was done."""


class DocumentError(OnRecordError):
    """One document cannot be read. Carries its name, so that the others go on without it.

    Args:
        name: the file name or URL as the user gave it.
        reason: what is wrong with it.
        remedy: what the user can do about it.
    """

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        super().__init__(name, reason, remedy)
        self.name = name
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}; {self.remedy}"


class CaseError(OnRecordError):
    """The case file cannot be opened, read or written as it is."""


class ConflictError(OnRecordError):
    """Somebody has decided on the same thing since it was last looked at; nothing was kept.

    Args:
        target: what was decided on.
    """

    def __init__(self, target: str) -> None:
        super().__init__(target)
        self.target = target

    def __str__(self) -> str:
        return "somebody has decided on this since the page was loaded; look at what it is now"


class OutputError(OnRecordError):
    """A result cannot be written where the user wants it.

    Args:
        path: the file.
        reason: what the system says.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: cannot be written ({self.reason}); make room or name another place"


class RuleError(OnRecordError):
    """A rule is wrong: names the file, the rule and the key."""
