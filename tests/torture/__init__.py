"""Breaking the running program on purpose, again and again: `make torture`; short forms are in tests/integration/faults.

A siege (`siege`) is an installation as an operator starts it, a model server that counts, and programs that submit through `/v1`.
A scenario breaks something while that goes on; the ledger (`ledger`) then compares what was acknowledged with what is there.
"""
