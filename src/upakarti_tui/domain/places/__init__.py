"""From scores to places, and every place told in words."""
