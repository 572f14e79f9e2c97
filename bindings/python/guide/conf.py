"""How the guide and the reference become web pages: `python -m sphinx -W bindings/python/guide target/guide`, with vaali, sphinx, myst-parser and furo installed."""

import vaali

project = "vaali for Python"
author = "the vaali authors"
release = vaali.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = project
html_copy_source = False
html_show_sphinx = False

# Docstrings write code in single backquotes.
default_role = "code"

autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "undoc-members": True, "exclude-members": "__init__"}
autodoc_typehints_format = "short"
# Most objects are made by methods, as their classes say; `Profile` alone by its constructor (reference.rst).
autodoc_class_signature = "separated"
nitpicky = False
