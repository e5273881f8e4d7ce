"""One module a job, told as one would tell the job aloud.

- `importing`: bringing tables in;
- `scoring`: filling sheets and closing them;
- `exchange`: books that go out and come back;
- `deciding`: from sheets to a stage that is final;
- `papers`: the documents, and whether they agree;
- `demo`: the whole award, played.
"""
