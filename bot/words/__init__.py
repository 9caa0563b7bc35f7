"""Words: what Liaison says, in the reader's language, and what people typed, read with care."""
