"""Deposits side by side: measures, kinds of evidence, caveats and a summary."""
