"""The interface for programs: REST under `/v1`, described at `/v1/docs` and in docs/API.md."""
