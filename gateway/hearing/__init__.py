"""From sound to words: voice detection, end of speech, recognition."""
