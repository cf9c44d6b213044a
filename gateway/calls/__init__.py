"""A call: whose turn it is, what is awaited, what is told to the assistant."""
