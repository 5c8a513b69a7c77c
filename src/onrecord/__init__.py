"""OnRecord: everything an article states, on record: who says it, about whom, when, how much, in which words."""

from importlib.metadata import version

__version__ = version("onrecord")
