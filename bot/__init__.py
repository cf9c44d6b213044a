"""The half that hears and understands: channels, the Rasa server, French → facts."""

import os

# Read by Rasa, TensorFlow and SQLAlchemy when they are imported: quiet, and nothing sent out.
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
