"""The desk's pages, a module each: what a page shows as data, and its routes."""
