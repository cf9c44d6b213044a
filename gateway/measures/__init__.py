"""What recognition, latency and calls cost: figures for docs/figures.md. Nothing serves from here."""
