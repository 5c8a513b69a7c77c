"""From the parse to the record: a stage a module."""
