"""Sound as arrays: rates, frames, files."""
