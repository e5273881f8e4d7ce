"""Books: chained lines on disk, and the records they hold."""
