"""PDF -> Extraction: glyphs to lines, lines to columns and tables, those to blocks in reading order."""
