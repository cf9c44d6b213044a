"""Between a recogniser and the understanding: plain Python, no sound, no Rasa. Off for what is typed."""

from bot.hearing.changes import Change
from bot.hearing.repair import Repaired, Repairer, repair, repairer

__all__ = ["Change", "Repaired", "Repairer", "repair", "repairer"]
