"""From records to what other people open: a format a module."""
