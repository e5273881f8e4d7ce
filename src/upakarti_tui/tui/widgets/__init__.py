"""What screens are drawn with: lines, the canvas that shows them, a field for text."""
