"""What several pages share: who is looking, what to tell them, how a run goes on."""
