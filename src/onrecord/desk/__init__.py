"""The desk: reading, checking and deciding in the browser, on this machine alone.

app.py puts the pages together, guard.py keeps strangers out, render.py turns what a page shows into HTML or JSON,
pages/ has a module a page. The front end's sources are in `frontend/`, outside the package.
"""
