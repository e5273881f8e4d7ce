"""How a panel agreed, and how firm its places are. Beside the ranking, never instead of it."""
