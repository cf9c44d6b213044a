"""Makes the encoder of bot/understanding/encoder: see README.md. Its own environment: torch."""
