"""`python -m persona_app.cli`, for processes that start others."""

from persona_app.cli import main

main()
