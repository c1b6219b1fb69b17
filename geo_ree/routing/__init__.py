"""Routes over sea lanes, railways and roads: legs, hours, emissions."""
