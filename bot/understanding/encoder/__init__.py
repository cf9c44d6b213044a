"""The whole message as an encoder reads it: what holds, for whom, in which words."""
