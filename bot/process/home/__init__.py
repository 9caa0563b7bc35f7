"""What waits for a person: App Home, inbox, the message of a morning."""
