"""The case: documents and all that is known of them, in one SQLite file."""
