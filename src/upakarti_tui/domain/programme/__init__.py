"""What an award programme says: categories, rubrics, stages, and the numbers on its scales."""
