"""One module a job, told as one would tell the job aloud."""
