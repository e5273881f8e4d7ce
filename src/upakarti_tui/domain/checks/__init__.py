"""What a template may not say, and what it leaves open, found by trying it."""
