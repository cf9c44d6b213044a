"""What is said on the phone: every written answer as words to be heard."""
