"""Who people and programs are: accounts, sessions, API tokens."""
