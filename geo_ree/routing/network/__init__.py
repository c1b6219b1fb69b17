"""The networks as arrays, and a query's view of them."""
