"""Work that takes too long to wait for: put aside, done piece by piece by a job, told of by a page of its own."""
