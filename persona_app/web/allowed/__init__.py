"""The policy's tables, one module per area. `web/policy.py` joins them and refuses whatever stands in none."""
