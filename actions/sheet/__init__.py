"""The sheet: one page a social worker reads in twenty seconds. Plain Python, no Rasa, no SQL."""
