"""The pages, one module a part of the site; each offers `blueprint`. `web.py` says how a page is written."""
