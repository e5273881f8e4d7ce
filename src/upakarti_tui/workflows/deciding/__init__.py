"""From sheets to a stage that is final."""
