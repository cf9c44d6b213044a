"""Whom to contact, and which caisse serves a département."""
