"""A synthetic caller, and the call that `make call` plays."""
