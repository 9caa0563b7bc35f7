"""The README's pictures, and the script that takes them from the sandbox: `python -m tests.pictures`."""
