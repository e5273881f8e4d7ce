"""What a book is made of, what its records say together, and who may have said it."""
