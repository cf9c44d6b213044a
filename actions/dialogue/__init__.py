"""The dialogue's small loop: add what was understood, decide, answer. Plain Python."""
