"""What is inside is for the gateway's interpreter: test_in_its_own_python.py runs it there."""

collect_ignore = ["inside"]
