"""Who is judged, who judges, and the numbers that identify a person."""
