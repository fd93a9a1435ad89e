"""What is known about people, table by table: whose it is, how it is exported, how it is erased."""
