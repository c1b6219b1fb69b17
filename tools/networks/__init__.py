"""Build layers/networks/ from pinned packages: sea lanes, railways and main roads as arrays."""
