"""DOCX -> Extraction: the package checked for hostile files, then its paragraphs, tables, notes and changes."""
