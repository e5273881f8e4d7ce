"""Templates: strict YAML in, award programmes out, and their canonical form."""
