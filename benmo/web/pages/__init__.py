"""One module a page: ``load`` asks the desk for the page's view, ``show`` draws it."""
