"""Door-trade documents in many layouts and wordings, with what a careful clerk would read off each of them."""
