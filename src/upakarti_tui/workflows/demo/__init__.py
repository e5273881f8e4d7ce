"""The award of 2024 played from the first proposal to the list, with made-up people."""
