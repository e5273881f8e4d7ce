"""From marks to the score of a candidate in one stage."""
