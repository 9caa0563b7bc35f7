"""Each act of each flow, held against everything that came of it."""
