"""`reader serve`: the app in a browser, one process for each page."""
