"""The tables of the contract: their columns, allowed words and row rules."""
