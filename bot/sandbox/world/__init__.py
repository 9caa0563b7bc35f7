"""The company in the sandbox: people, conversations, messages, views, files."""
