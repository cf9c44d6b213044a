"""What identifies a person never goes further than the channel: see `masking`."""

from bot.privacy.masking import Masked, Masker, mask, masker
from bot.privacy.spans import KINDS

__all__ = ["KINDS", "Masked", "Masker", "mask", "masker"]
