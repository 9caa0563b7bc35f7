"""How payloads reach apps: over HTTP and sockets, signed, tried again, answered."""
