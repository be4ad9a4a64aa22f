"""Python-Markdown extensions that put the registry's data into a page, on Markdown's tree.

An extension serves one pass over a language. It takes a `SiteContext` without a page, and a `CurrentPage` that says
which page is rendered.
"""
