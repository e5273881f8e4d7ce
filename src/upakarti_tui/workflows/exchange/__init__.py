"""Books that go out and come back."""
