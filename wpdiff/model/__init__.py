"""The nouns: frozen values that hold, count and walk themselves, and do nothing else."""
