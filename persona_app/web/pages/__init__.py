"""One package per page: `page.py` registers, `view.py` shows, `state.py` translates events into service calls."""
