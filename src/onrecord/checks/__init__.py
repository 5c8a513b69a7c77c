"""From the record to findings: a check a module."""
