"""From the bytes of a file to its text with layout: a module a format."""
